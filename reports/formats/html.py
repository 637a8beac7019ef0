"""report.html: one offline file that a person reads.

Everything in it that a server sent is escaped by the template engine; there is no script data.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from harness.exchange import Exchange
from harness.ledger import Ledger
from harness.verdict import Verdict
from reports.columns import Columns
from reports.compiled import Compiled
from reports.evidence import Shown, show
from reports.formats.results import moment
from reports.grouping import (
    JUDGED,
    Cause,
    by_operation,
    by_status,
    causes,
    matrix,
    reasons,
)
from reports.overview import overview
from reports.proofs import proofs_of
from reports.sequence import LONGEST, script

FILE = "report.html"
TEMPLATES = Path(__file__).parent.parent / "templates"
DETAILED = 3  # verdicts of one cause that are shown with their exchanges
CAUSES = 250  # causes that are shown with exchanges; the rest as one line each
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
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, bytecode_cache=Compiled(TEMPLATES),
    )  # fmt: skip
    return environment.get_template("report.html.j2").render(**context(ledger))


def context(ledger: Ledger) -> dict[str, Any]:
    """Return what the template shows."""
    header, footer = ledger.header, ledger.footer or {}
    resources: Sequence[str] = header.get("resources", [])
    found, proofs = by_status(ledger.verdicts), proofs_of(ledger)
    columns = Columns(ledger.laws)
    judged = sum(len(found[status]) for status in JUDGED)
    operations = {v.operation for v in ledger.verdicts if v.operation}
    tested = {v.operation for v in ledger.verdicts if v.operation and v.status in JUDGED}
    return {
        "run": header, "started": _clock(header.get("started")),
        "complete": ledger.complete,
        "seconds": footer.get("seconds"), "requests": len(ledger.exchanges),
        "totals": [(s, n) for s, n in ledger.totals.items() if n], "judged": judged,
        "total": len(ledger.verdicts), "passed": len(found["pass"]),
        "operations": len(operations), "tested": len(tested),
        "overview": overview(found["fail"], resources, header.get("clauses") or {}, columns),
        "matrix": matrix(ledger.verdicts, resources, columns),
        "sections": [_section(status, found[status], ledger, resources, columns)
                     for status in ("fail", "fixed", "error", "warn", "known") if found[status]],
        "untestable": reasons([*found["not_testable"], *found["not_supported"]]),
        "passes": by_operation(found["pass"], proofs), "proofs": proofs,
        "mark": columns.mark,
        "topics": columns.topics, "clauses": header.get("clauses") or {},
        "sources": header.get("sources") or {},
        "symbols": SYMBOLS, "counted": counted, "detailed": DETAILED,
    }  # fmt: skip


def counted(status: str, count: int) -> str:
    """Return how many verdicts have a status, in words."""
    return f"{count} {(ONE if count == 1 else {}).get(status, WORDS[status])}"


def _clock(seconds: Any) -> str | None:
    """Return a time as people read it."""
    found = moment(seconds)
    return found.replace("T", " ").replace("+00:00", " UTC") if found else None


def _section(
    status: str, verdicts: list[Verdict], ledger: Ledger, resources: Sequence[str],
    columns: Columns,
) -> dict[str, Any]:  # fmt: skip
    groups = causes(verdicts, resources)
    return {
        "status": status,
        "count": len(verdicts),
        "causes": [
            {
                "cause": cause,
                "evidence": _evidence(cause, ledger, columns) if place < CAUSES else {},
                "scripts": _scripts(cause, ledger, columns) if place < CAUSES else {},
            }
            for place, cause in enumerate(groups)
        ],
    }


def _evidence(cause: Cause, ledger: Ledger, columns: Columns) -> dict[str, list[Shown]]:
    """Return the exchanges of the verdicts that are shown in detail, by verdict id."""
    base = str(ledger.header.get("base_url", ""))
    return {
        verdict.id: [show(exchange, base) for exchange in _exchanges(verdict, ledger, columns)]
        for verdict in cause.verdicts[:DETAILED]
    }


def _scripts(cause: Cause, ledger: Ledger, columns: Columns) -> dict[str, str]:
    """Return what repeats the verdicts that are about several requests in order."""
    base = str(ledger.header.get("base_url", ""))
    return {
        verdict.id: script(_exchanges(verdict, ledger, columns), base)
        for verdict in cause.verdicts[:DETAILED]
        if columns.sequence(verdict)
    }


def _exchanges(verdict: Verdict, ledger: Ledger, columns: Columns) -> list[Exchange]:
    """Return the exchanges to show: every step of a sequence, else one and its comparison."""
    names = verdict.exchanges[: LONGEST if columns.sequence(verdict) else 2]
    return [ledger.exchanges[name] for name in names if name in ledger.exchanges]
