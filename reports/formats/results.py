"""results.json: the verdicts of a run for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from harness.ledger import Ledger
from harness.verdict import Finding, Verdict
from reports.answers import cut, said
from reports.fixing import Cause, Causes
from reports.headline import headline
from reports.proofs import Proofs, proofs_of
from reports.reproduction.of_run import SCRIPTS, Reproductions

FILE = "results.json"
FORMAT = "assay-results-3"
_HELD = ("fixed", "expired", "warned", "sometimes", "lost", "short", "baseline")  # of a footer
CAUSES = 100  # that are named
_BODY = 2_000  # characters of what the reference server answers
FILTERS = 50  # of a run that are named
_HEAD = 65_536  # bytes
_WORDS = ("PASS", "FAIL", "INCOMPLETE")
_PARTS = ("run", "result", "numbers", "totals")  # which stand first: `glance` reads a head alone
_PART = re.compile(rf'^ "({"|".join(_PARTS)})": ', re.MULTILINE)
_FINDING = tuple(field.name for field in fields(Finding))


def results(ledger: Ledger) -> dict[str, Any]:
    """Return a run as plain data."""
    header, footer, proofs = ledger.header, ledger.footer or {}, proofs_of(ledger)
    comes_to = headline(ledger)
    shows = _Shows(Reproductions(ledger))
    entries = {entry["id"]: entry for entry in header.get("known") or ()}
    return {
        "format": FORMAT,
        "run": {
            "id": header.get("run"),
            "started": moment(header.get("started")),
            "finished": moment(footer.get("finished")),
            "base_url": header.get("base_url"),
            "profile": header.get("profile"),
            "seed": header.get("seed"),
            "version": header.get("version"),
            "api_version": header.get("api_version"),
            **({"contracts": header["contracts"]} if header.get("contracts") else {}),
            **_part(header),
            "complete": ledger.complete,
            **header.get("declared", {}),
        },
        "result": comes_to.word,
        "numbers": comes_to.plain,
        "totals": ledger.totals,
        "fixes": [_fix(cause, ledger) for cause in Causes(ledger).fixes.causes[:CAUSES]],
        "planned": len(ledger.claims),
        "unreached": list(footer.get("unreached") or ()),
        "requests": len(ledger.exchanges),
        "seconds": footer.get("seconds"),
        **{name: footer[name] for name in _HELD if name in footer},
        "verdicts": [_verdict(v, proofs, shows, entries) for v in ledger.verdicts],
    }


def _part(header: Mapping[str, Any]) -> dict[str, Any]:
    """Return of which part of the plan a run was, {} where it was of all."""
    named = (("only", list(header.get("only") or ())[:FILTERS]), ("shard", header.get("shard")))
    return {name: value for name, value in named if value}


def moment(seconds: Any) -> str | None:
    """Return a unix time as ISO 8601 in UTC, or None."""
    if not isinstance(seconds, int | float):
        return None
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


@dataclass
class _Shows:
    """What shows findings again, as plain data; a bounded number of scripts."""

    made: Reproductions
    left: int = SCRIPTS

    def of(self, verdict: Verdict) -> dict[str, Any]:
        """Return how a verdict is shown again, {} where nothing shows it."""
        found = self.made.of(verdict)
        if found is None:
            return {}
        told = {"run": self.made.run(verdict), "steps": [s.exchange.id for s in found.steps]}
        if verdict.status == "known":  # the scripts are for what is to be mended next
            return told
        self.left -= 1
        return {**told, "script": self.made.script(verdict)} if self.left >= 0 else told


def _fix(cause: Cause, ledger: Ledger) -> dict[str, Any]:
    """Return a cause as plain data: what it explains, and what the reference server answers."""
    found: dict[str, Any] = {
        "cause": cause.title,
        "broken": [verdict.id for verdict in (*cause.broken, *cause.following)],
        "blocked": len(cause.blocked),
        **({"new": cause.new} if cause.new else {}),
    }
    if cause.exchange in ledger.exchanges:
        found["exchange"] = cause.exchange
    reference = ledger.references.get(cause.exchange)
    if reference is not None and reference.answer is not None:
        answer = reference.answer
        body = said(answer, cause.fields)
        found["reference"] = {"status": answer.status, "body": cut(body, _BODY)}
    elif reference is not None:
        found["reference"] = {"why_not": reference.why}
    return found


def _verdict(
    verdict: Verdict, proofs: Proofs, shows: _Shows, entries: Mapping[str, dict[str, Any]]
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": verdict.id, "clause": verdict.clause, "operation": verdict.operation,
        "level": verdict.level, "status": verdict.status, "message": verdict.message,
        "exchanges": list(verdict.exchanges),
    }  # fmt: skip
    for name in ("law", "expected", "observed", "source", "blocked_by", "root", "more", "once"):
        if getattr(verdict, name):
            found[name] = getattr(verdict, name)
    if verdict.findings:
        found["findings"] = [_finding(finding) for finding in verdict.findings]
    rest = {"known": entries.get(verdict.entry), "reproduction": shows.of(verdict),
            "proven_by": proofs.faults(verdict)}  # fmt: skip
    return {**found, **{name: value for name, value in rest.items() if value}}


def _finding(finding: Finding) -> dict[str, Any]:
    """Return one place of a verdict, without what is empty."""
    values = ((name, getattr(finding, name)) for name in _FINDING)
    return {name: value for name, value in values if value or name == "place"}


@dataclass(frozen=True, slots=True)
class Glance:
    """What a run came to, as the head of its results.json says.

    `held` of `musts` planned musts hold, `passed` of `judged` claims; `broken` musts are broken,
    None where an older file does not say. `run` is as in results.json.
    """

    run: Mapping[str, Any]
    result: str
    held: int
    musts: int
    passed: int
    judged: int
    broken: int | None

    @property
    def line(self) -> str:
        """What it came to, in words."""
        return f"{self.result}, {self.passed:,} of {self.judged:,} judged claims hold"


def glance(path: Path) -> Glance | None:
    """Return what a run came to by the head of its results.json; None when that does not say.

    It is found without reading all of it: no text in JSON has a line break.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).decode("utf-8", "replace")
        parts = {found[1]: json.JSONDecoder().raw_decode(head, found.end())[0]
                 for found in _PART.finditer(head)}  # fmt: skip
        numbers, totals = parts["numbers"], parts.get("totals") or {}
        musts, conformance = numbers["musts"], numbers["conformance"]
        found = (musts["held"], musts["planned"], conformance["held"], conformance["judged"])
        run, result, broken = dict(parts["run"]), parts["result"], totals.get("fail")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    sound = all(type(number) is int and 0 <= number < 10**9 for number in (*found, broken or 0))
    return Glance(run, result, *found, broken) if sound and result in _WORDS else None


def render(ledger: Ledger) -> str:
    """Return the results of a run as JSON."""
    return json.dumps(results(ledger), indent=1, ensure_ascii=False) + "\n"
