"""A verdict in a few lines of plain text, for tools that show no more than text."""

from __future__ import annotations

from collections.abc import Iterator

from harness.ledger import Ledger
from harness.legible import line
from harness.verdict import Verdict
from reports.answers import answer_line, cut, request_line

SHORT = 300  # characters of one line that stands for a verdict
_LONG = 1_000  # characters of what was expected, and of what was observed
_PLACES = 10  # that are told one by one
_SHOWN = 2  # exchanges, each in two lines


def short(verdict: Verdict, most: int = SHORT) -> str:
    """Return a verdict in a line: its status, and why."""
    return f"{verdict.status}: {saying(verdict, most - len(verdict.status) - 2)}"


def saying(verdict: Verdict, most: int) -> str:
    """Return why a verdict is what it is, in a line: what was expected is cut before what was seen.

    A long expectation says what all has to be there; what was observed is one thing of it.
    """
    text = line(verdict.message or "holds")
    wanted, seen, rest = text.partition(f"; observed {line(verdict.observed)}")
    if len(text) <= most or not (verdict.observed and seen):
        return cut(text, most)
    start = cut(wanted, max(most // 2, most - len(seen + rest)))
    return cut(f"{start}{seen}{rest}", most)


def plain(ledger: Ledger, verdict: Verdict) -> str:
    """Return what was promised, expected and observed, and the exchanges that show it."""
    return "\n".join(cut(line(text), _LONG) for text in _lines(ledger, verdict))


def _lines(ledger: Ledger, verdict: Verdict) -> Iterator[str]:
    yield verdict.id
    if verdict.operation:
        yield verdict.operation
    yield promise(ledger, verdict)
    if verdict.expected or verdict.observed:
        yield f"expected: {verdict.expected}"
        yield f"observed: {verdict.observed}"
    elif verdict.message:
        yield verdict.message
    for finding in verdict.findings[:_PLACES]:
        yield f"at {finding.place}: expected {finding.expected}; observed {finding.observed}"
    more = len(verdict.findings[_PLACES:]) + verdict.more
    if more:
        yield f"and at {more} other places"
    yield from (f"{name}: {text}" for name, text in (
        ("follows from", verdict.root), ("blocked by", verdict.blocked_by),
        ("known by the entry", verdict.entry)) if text)  # fmt: skip
    for name in verdict.exchanges[:_SHOWN]:
        exchange = ledger.exchanges.get(name)
        if exchange is not None:
            yield request_line(exchange, _LONG)
            yield f"  {answer_line(exchange, (), _LONG)}"


def promise(ledger: Ledger, verdict: Verdict) -> str:
    """Return which promise a verdict is about: its level, its clause and what that says."""
    says = (ledger.header.get("clauses") or {}).get(verdict.clause, "")
    where = (ledger.header.get("sources") or {}).get(verdict.clause) or verdict.source
    told = f" ({where})" if where and where != verdict.clause else ""
    return f"{verdict.level} {verdict.clause}{told}{': ' if says else ''}{says}"
