"""report.html: one offline file that a person reads.

Its first screen, the fix list and the tables are there without a script; the claims are data that
the page's own script shows, as text and never as HTML. Everything that a server sent is escaped by
the template engine, or stands in a block of data (`reports/block.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from harness.ledger import Ledger
from harness.verdict import JUDGED
from reports.absent import absent
from reports.answers import answer_line, request_line
from reports.columns import Columns
from reports.fixing import FIRST, Cause, Causes
from reports.formats.results import moment
from reports.grouping import matrix
from reports.headline import headline
from reports.page.changes import changes
from reports.page.lives import WORDS as BECAME
from reports.page.lives import lives
from reports.page.rows import rows
from reports.page.sections import Sections
from reports.page.times import SLOWEST, times
from reports.page.trend import trend
from reports.siding import side_by_side
from reports.templating import template

FILE = "report.html"
_LINE = 400  # characters of a request, and of an answer, in the fix list
SYMBOLS = {
    "pass": "✓", "fail": "✗", "warn": "!", "error": "⚡", "known": "≈", "fixed": "↺",
    "noted": "○", "not_testable": "·", "not_supported": "-",
}  # fmt: skip
WORDS = {
    "pass": "passed", "fail": "failed", "warn": "warnings", "error": "errors", "known": "known",
    "noted": "noted", "fixed": "fixed", "not_testable": "not testable",
    "not_supported": "not supported",
}  # fmt: skip
ONE = {"warn": "warning", "error": "error"}


def render(ledger: Ledger) -> str:
    """Return the report of a run."""
    return template("report.html.j2").render(**context(ledger))


def context(ledger: Ledger) -> dict[str, Any]:
    """Return what the template shows."""
    header, footer = ledger.header, ledger.footer or {}
    resources: Sequence[str] = header.get("resources", [])
    causes, columns, comes_to = Causes(ledger), Columns(ledger.laws), headline(ledger)
    operations = {v.operation for v in ledger.verdicts
                  if v.operation and v.status != "not_supported"}  # fmt: skip
    tested = {v.operation for v in ledger.verdicts if v.operation and v.status in JUDGED}
    return {
        "run": header, "started": _clock(header.get("started")),
        "complete": ledger.complete,
        "seconds": footer.get("seconds"), "requests": len(ledger.exchanges),
        "totals": [(s, n) for s, n in ledger.totals.items() if n],
        "total": len(ledger.verdicts) - ledger.totals["not_supported"],
        "declared": header.get("declared") or {},
        "operations": len(operations), "tested": len(tested),
        "headline": comes_to, "why": comes_to.why(ledger), "fixes": _fixes(ledger, causes),
        "changes": changes(ledger), "trend": trend(ledger, comes_to),
        "matrix": matrix(ledger.verdicts, resources, columns),
        "topics": columns.topics, "lives": lives(ledger), "became": BECAME,
        "times": times(ledger), "slowest": SLOWEST,
        "symbols": SYMBOLS, "words": WORDS, "counted": counted, **blocks(ledger, causes),
    }  # fmt: skip


def blocks(ledger: Ledger, causes: Causes) -> dict[str, Markup]:
    """Return what the page's script reads: rows, groups and words, and the packed evidence."""
    sections = Sections(ledger, causes)
    groups = sections.block(symbols=SYMBOLS, words=WORDS)
    return {
        "groups": Markup(groups),  # noqa: S704 - no `<` in it
        "rows": Markup(rows(ledger, sections.details.shows)),  # noqa: S704 - no `<` in it
        "evidence": Markup(sections.details.packed()),  # noqa: S704 - base64
    }


def counted(status: str, count: int) -> str:
    """Return how many verdicts have a status, in words."""
    return f"{count:,} {(ONE if count == 1 else {}).get(status, WORDS[status])}"


def _clock(seconds: Any) -> str | None:
    """Return a time as people read it."""
    found = moment(seconds)
    return found.replace("T", " ").replace("+00:00", " UTC") if found else None


def _fixes(ledger: Ledger, causes: Causes) -> dict[str, Any]:
    """Return the fix list: the first things to do, and what is not there at all."""
    found = causes.fixes
    return {
        "first": [_fix(ledger, cause) for cause in found.first],
        "more": max(0, len(found.causes) - FIRST), "absent": absent(ledger),
        "given": len(found.given), "withheld": len(found.withheld),
        "displacing": len(found.displacing),
    }  # fmt: skip


def _fix(ledger: Ledger, cause: Cause) -> dict[str, Any]:
    """Return one thing to do, with the request, its answer and the reference server's."""
    exchange = ledger.exchanges.get(cause.exchange)
    answers = None
    if exchange is not None:
        answers = (request_line(exchange, _LINE), answer_line(exchange, cause.fields, _LINE))
    return {"cause": cause, "answers": answers, "claim": cause.first.id,
            "side": side_by_side(ledger, cause)}  # fmt: skip
