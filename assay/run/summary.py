"""The closing words of a run on the terminal: what it comes to, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sized
from itertools import islice
from pathlib import Path

import click

from harness.ledger import Ledger
from harness.result import sentences
from harness.verdict import ORDER, Verdict
from reports.absent import absent
from reports.answers import answer_line, cut, request_line
from reports.fixing import FIRST, Causes, FixList
from reports.headline import Headline, headline
from reports.siding import reference_line

_OTHER = 5  # causes of errors, and of warnings, that are told
_WIDE = 200  # characters of one of them


def summarise(ledger: Ledger, folder: Path, *, quiet: bool = False) -> None:
    """Print what a run comes to, the things to do next, and where in its folder the report is.

    With `quiet` the things to do next are left to the report.
    """
    for text in islice(summary(ledger), 1 if quiet else None):
        click.echo(text)
    click.echo(f"report: {folder / 'report.html'}")


def summary(ledger: Ledger) -> Iterator[str]:
    """Yield the lines of a summary."""
    causes, comes_to = Causes(ledger), headline(ledger)
    yield f"{comes_to.word}: {comes_to.why(ledger)}"
    yield from sentences(ledger)
    yield from _next(causes.fixes, ledger)
    for status in ("error", "warn"):
        yield from _others(status, [v for v in ledger.verdicts if v.status == status], causes)
    yield from _numbers(ledger, comes_to)


def _next(fixes: FixList, ledger: Ledger) -> Iterator[str]:
    """Yield the things to do next, each with request and answer; then what is lost otherwise."""
    if fixes.first:
        yield "to do next:"
    for number, cause in enumerate(fixes.first, 1):
        yield f"  {number}. {cause.title}: {cause.numbers}"
        exchange = ledger.exchanges.get(cause.exchange)
        if exchange is not None:
            yield f"       {request_line(exchange)}"
            yield f"       → {answer_line(exchange, cause.fields)}"
            there = reference_line(ledger, cause)
            if there:
                yield f"       {there}"
    if len(fixes.causes) > FIRST:
        yield f"  … {len(fixes.causes) - FIRST} more causes in the report"
    if gone := absent(ledger).line:
        yield gone
    if fixes.given:
        yield f"{_claims(fixes.given, 'need')} ids that no call makes: assay.toml can give them"
    if fixes.withheld:
        yield f"{_claims(fixes.withheld, 'need')} requests that write: --read-only withholds them"
    if fixes.displacing:
        yield (f"{_claims(fixes.displacing, 'displace')} what belongs to the account: "
               "--allow-account-changes lets them")  # fmt: skip


def _claims(verdicts: Sized, does: str) -> str:
    """Return how many claims do something, in words."""
    many = len(verdicts)
    return f"1 claim {does}s" if many == 1 else f"{many:,} claims {does}"


def _others(status: str, verdicts: list[Verdict], causes: Causes) -> Iterator[str]:
    ranked = causes.of(verdicts)
    for cause in ranked[:_OTHER]:
        more = f" and {cause.count - 1} more" if cause.count > 1 else ""
        yield cut(f"  {status} {cause.first.id}{more}: {cause.first.message}", _WIDE)
    if len(ranked) > _OTHER:
        yield f"  … {len(ranked) - _OTHER} more causes of {status} in the report"


def _numbers(ledger: Ledger, comes_to: Headline) -> Iterator[str]:
    totals = ledger.totals
    counts = ", ".join(f"{totals[status]} {status}" for status in ORDER if totals[status])
    spent = f" in {ledger.footer['seconds']} s" if ledger.footer else ""
    yield from comes_to.sentences
    yield f"{counts or 'no verdicts'}{spent}, {len(ledger.exchanges)} requests"
