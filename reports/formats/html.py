"""report.html: one offline file that a person reads.

Everything in it that a server sent is escaped by the template engine; there is no script data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from harness.exchange import Exchange
from harness.ledger import Ledger
from harness.verdict import JUDGED, Verdict
from reports.absent import absent
from reports.answers import answer_line, request_line
from reports.columns import Columns
from reports.compiled import Compiled
from reports.evidence import Shown, show
from reports.fixing import FIRST, Cause, Causes
from reports.formats.results import moment
from reports.grouping import by_operation, by_status, matrix, reasons
from reports.headline import headline
from reports.known_entry import entry_of
from reports.proofs import proofs_of
from reports.reproduction.of_run import Reproductions
from reports.reproduction.steps import evidence
from reports.siding import side_by_side

FILE = "report.html"
TEMPLATES = Path(__file__).parent.parent / "templates"
DETAILED = 2  # verdicts of one cause that are shown with their exchanges
LONGEST = 60  # exchanges of one verdict that are shown
SCRIPTS = 100  # that one page holds
CAUSES = 250  # causes that are shown with exchanges; the rest as one line each
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
    findings, comes_to = _Findings(ledger, columns), headline(ledger)
    judged = sum(len(found[status]) for status in JUDGED)
    operations = {v.operation for v in ledger.verdicts
                  if v.operation and v.status != "not_supported"}  # fmt: skip
    tested = {v.operation for v in ledger.verdicts if v.operation and v.status in JUDGED}
    return {
        "run": header, "started": _clock(header.get("started")),
        "complete": ledger.complete,
        "seconds": footer.get("seconds"), "requests": len(ledger.exchanges),
        "totals": [(s, n) for s, n in ledger.totals.items() if n], "judged": judged,
        "total": len(ledger.verdicts) - len(found["not_supported"]), "passed": comes_to.passed,
        "declared": header.get("declared") or {},
        "operations": len(operations), "tested": len(tested),
        "headline": comes_to, "why": comes_to.why(ledger), "fixes": findings.fixes(),
        "matrix": matrix(ledger.verdicts, resources, columns),
        "sections": [findings.section(status, found[status])
                     for status in ("fail", "fixed", "error", "warn", "known") if found[status]],
        "untestable": findings.blocked([*found["not_testable"], *found["not_supported"]]),
        "passes": by_operation(found["pass"], proofs), "proofs": proofs,
        "mark": columns.mark,
        "topics": columns.topics, "clauses": header.get("clauses") or {},
        "sources": header.get("sources") or {},
        "entries": {entry["id"]: entry for entry in header.get("known") or ()},
        "entry_of": entry_of, "symbols": SYMBOLS, "counted": counted, "detailed": DETAILED,
    }  # fmt: skip


def counted(status: str, count: int) -> str:
    """Return how many verdicts have a status, in words."""
    return f"{count} {(ONE if count == 1 else {}).get(status, WORDS[status])}"


def _clock(seconds: Any) -> str | None:
    """Return a time as people read it."""
    found = moment(seconds)
    return found.replace("T", " ").replace("+00:00", " UTC") if found else None


def _told_once(causes: Iterable[Cause]) -> Iterator[Cause]:
    """Yield causes with each verdict in the first of them alone: it is read in one place."""
    told: set[str] = set()
    for cause in causes:
        parts = [
            tuple(v for v in part if v.id not in told) for part in (cause.broken, cause.following)
        ]
        told.update(verdict.id for part in parts for verdict in part)
        if any(parts):
            yield replace(cause, broken=parts[0], following=parts[1])


class _Findings:
    """Shows the verdicts of one run with their exchanges, and what shows them again."""

    def __init__(self, ledger: Ledger, columns: Columns) -> None:
        self._ledger, self._columns = ledger, columns
        self._causes = Causes(ledger)
        self._base = str(ledger.header.get("base_url", ""))
        self._made = Reproductions(ledger)
        self._left = SCRIPTS

    def section(self, status: str, verdicts: list[Verdict]) -> dict[str, Any]:
        """Return what is shown of the verdicts of one status."""
        groups = _told_once(self._causes.of(verdicts))
        return {
            "status": status,
            "count": len(verdicts),
            "causes": [self._entry(cause, detailed=n < CAUSES) for n, cause in enumerate(groups)],
        }

    def fixes(self) -> dict[str, Any]:
        """Return the fix list: the first things to do, and what is not there at all."""
        found = self._causes.fixes
        return {
            "first": [self._fix(cause) for cause in found.first],
            "more": max(0, len(found.causes) - FIRST), "absent": absent(self._ledger),
            "given": len(found.given),
        }  # fmt: skip

    def _fix(self, cause: Cause) -> dict[str, Any]:
        """Return one thing to do, with the request, its answer and the reference server's."""
        exchange = self._ledger.exchanges.get(cause.exchange)
        answers = None
        if exchange is not None:
            answers = (request_line(exchange, _LINE), answer_line(exchange, cause.fields, _LINE))
        return {"cause": cause, "answers": answers,
                "anchor": cause.broken[0].id if cause.broken else "not_testable",
                "side": side_by_side(self._ledger, cause)}  # fmt: skip

    def blocked(self, verdicts: list[Verdict]) -> list[dict[str, Any]]:
        """Return what was not testable by its reason, with the call that stood in the way."""
        found = []
        for reason, group in reasons(verdicts):
            first = next((v for v in group if v.exchanges), group[0])
            found.append({"reason": reason, "verdicts": group, "request": self._request(first),
                          "roots": sorted({v.root for v in group if v.root})})  # fmt: skip
        return found

    def _entry(self, cause: Cause, *, detailed: bool) -> dict[str, Any]:
        """Return a cause: a few verdicts in detail, of the others the request and its answer."""
        full = cause.verdicts[: DETAILED if detailed else 0]
        following = cause.following if cause.broken else ()
        rest = (*cause.verdicts[len(full) :], *following)
        return {
            "cause": cause, "rest": rest,
            "evidence": {verdict.id: self._evidence(verdict) for verdict in full},
            "again": {verdict.id: self._again(verdict) for verdict in full},
            "requests": {verdict.id: self._request(verdict) for verdict in rest},
        }  # fmt: skip

    def _evidence(self, verdict: Verdict) -> list[Shown]:
        return [show(exchange, self._base) for exchange in self._exchanges(verdict)]

    def _request(self, verdict: Verdict) -> Shown | None:
        """Return the exchange that a finding is about."""
        found = evidence(self._ledger, verdict)
        return show(found[-1], self._base) if found else None

    def _again(self, verdict: Verdict) -> dict[str, Any]:
        """Return what shows a verdict again, {} where nothing does."""
        if self._made.of(verdict) is None:
            return {}
        self._left -= 1
        script = self._made.script(verdict) if self._left >= 0 else ""
        return {"run": self._made.run(verdict), "script": script,
                "numbers": self._made.numbers(verdict)}  # fmt: skip

    def _exchanges(self, verdict: Verdict) -> list[Exchange]:
        """Return the exchanges to show: every step of a sequence, else one and its comparison."""
        names = verdict.exchanges[: LONGEST if self._columns.sequence(verdict) else 2]
        return [self._ledger.exchanges[name] for name in names if name in self._ledger.exchanges]
