"""The closing words of a run on the terminal."""

from __future__ import annotations

from collections import defaultdict

import click

from assay.settings import Settings
from harness.ledger import Ledger
from harness.verdict import ORDER, Verdict

_SHOWN = 12


def summarise(ledger: Ledger, settings: Settings) -> None:
    """Print totals, the failures grouped by cause, and where the report is."""
    totals = ledger.totals
    counts = ", ".join(f"{totals[status]} {status}" for status in ORDER if totals[status])
    spent = f" in {ledger.footer['seconds']} s" if ledger.footer else ""
    click.echo(f"{counts or 'no verdicts'}{spent}, {len(ledger.exchanges)} requests")
    if not ledger.complete:
        click.echo("the run is INCOMPLETE: it was ended before its end")
    for status in ("fail", "error", "warn"):
        _group(status, [v for v in ledger.verdicts if v.status == status])
    click.echo(f"report: {settings.folder / 'report.html'}")


def _group(status: str, verdicts: list[Verdict]) -> None:
    causes: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        causes[verdict.clause, verdict.observed or verdict.message].append(verdict)
    ranked = sorted(causes.values(), key=len, reverse=True)
    for group in ranked[:_SHOWN]:
        first = group[0]
        more = f" and {len(group) - 1} more" if len(group) > 1 else ""
        click.echo(f"  {status} {first.id}{more}: {first.message[:200]}")
    if len(ranked) > _SHOWN:
        click.echo(f"  … {len(ranked) - _SHOWN} more causes of {status} in the report")
