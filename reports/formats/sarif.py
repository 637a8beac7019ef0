"""results.sarif: breaches for what shows findings beside code, such as code scanning.

A rule is a law, a result a breach: of a must an error, of a should, or seen once, a warning. What
is known is a result that is suppressed with its reason; what could not be judged is none. The
place of a result is the contract that promises it, with the line of the row or field that the claim
is about, else of its operation (code scanning shows no place without one), and its fingerprint its
id alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from harness.ledger import Ledger
from harness.legible import line
from harness.verdict import Status, Verdict
from reports.answers import cut
from reports.beyond import beyond, weight
from reports.formats.results import moment
from reports.split import Names
from reports.wording import plain, promise, short

FILE = "results.sarif"
SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS: Mapping[Status, str] = {
    "fail": "error", "fixed": "error", "warn": "warning", "known": "warning",
}  # fmt: skip
WHOLE = "api.yaml"  # the part of an API package that speaks of all operations
CONTRACTS = "CONTRACTS"
ROOT = "%SRCROOT%"  # of the repository that is scanned
_LONGEST = 4_000  # characters of a message
_OTHER = "assay"  # the rule of what no law of the ledger found


def render(ledger: Ledger) -> str:
    """Return the breaches of a run as SARIF 2.1.0."""
    found = [verdict for verdict in ledger.verdicts if verdict.status in LEVELS]
    rules = _rules(ledger, found)
    places = {rule["id"]: number for number, rule in enumerate(rules)}
    names = Names(ledger)
    run = {
        "tool": {"driver": {"name": "Assay", "version": str(ledger.header.get("version", "")),
                            "rules": rules}},
        "originalUriBaseIds": {CONTRACTS: {}, ROOT: {}},
        "invocations": [_invocation(ledger)],
        "automationDetails": {"id": f"assay/{line(str(ledger.header.get('profile', '')))}/"},
        "columnKind": "unicodeCodePoints",
        "properties": {name: ledger.header.get(name) for name in ("run", "base_url", "seed")},
        "results": [_result(ledger, verdict, places, names) for verdict in found],
    }  # fmt: skip
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=1, ensure_ascii=False) + "\n"


def _rule_of(ledger: Ledger, verdict: Verdict) -> str:
    return verdict.law if verdict.law in ledger.laws else _OTHER


def _rules(ledger: Ledger, found: list[Verdict]) -> list[dict[str, Any]]:
    """Return a rule for each law that found something, sorted by name."""
    first: dict[str, Verdict] = {}
    for verdict in found:
        first.setdefault(_rule_of(ledger, verdict), verdict)
    return [_rule(ledger, name, first[name]) for name in sorted(first)]


def _rule(ledger: Ledger, name: str, verdict: Verdict) -> dict[str, Any]:
    law = ledger.laws.get(name)
    says = line(law.says) if law is not None and law.says else name
    return {
        "id": name, "name": name.title().replace(".", "").replace("_", ""),
        "shortDescription": {"text": says}, "fullDescription": {"text": says},
        "help": {"text": f"assay explain {name}\n{line(promise(ledger, verdict))}"},
        "defaultConfiguration": {"level": LEVELS[verdict.status]},
        "properties": {"tags": [law.column] if law is not None and law.column else []},
    }  # fmt: skip


def _result(
    ledger: Ledger, verdict: Verdict, places: Mapping[str, int], names: Names
) -> dict[str, Any]:
    rule = _rule_of(ledger, verdict)
    text = cut("\n".join([short(verdict), *plain(ledger, verdict).split("\n")]), _LONGEST)
    found: dict[str, Any] = {
        "ruleId": rule, "ruleIndex": places[rule], "kind": "fail",
        "level": LEVELS[weight(ledger, verdict)],
        "message": {"text": text},
        "locations": [_location(ledger, verdict, names)],
        "partialFingerprints": {"assayClaim/v1": fingerprint(verdict)},
        "properties": {"id": line(verdict.id), "status": verdict.status, "level": verdict.level,
                       "clause": verdict.clause, "source": verdict.source,
                       "once": verdict.once},
    }  # fmt: skip
    if verdict.status == "known":
        found["suppressions"] = [_suppression(ledger, verdict)]
    state = _state(ledger, verdict)
    return {**found, "baselineState": state} if state else found


def fingerprint(verdict: Verdict) -> str:
    """Return what tells a breach from others in every run: a digest of its id."""
    return hashlib.sha256(verdict.id.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _location(ledger: Ledger, verdict: Verdict, names: Names) -> dict[str, Any]:
    """Return where a promise stands: the line of its row, or of its operation, or the file of its
    resource; and the operation it is about.
    """
    name = names.of(verdict)
    file = (ledger.header.get("files") or {}).get(name.resource) or WHOLE
    rows, operations = (ledger.footer or {}).get("rows") or {}, ledger.header.get("places") or {}
    told = rows.get(verdict.id) or operations.get(name.operation, "")
    place, _, row = told.rpartition(":")
    uri, base = _address(ledger, place or file)
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri, "uriBaseId": base},
            "region": {"startLine": int(row) if row.isdecimal() else 1},
        },
        "logicalLocations": [{
            "name": line(verdict.operation or name.operation), "kind": "function",
            "fullyQualifiedName": line(name.operation),
        }],
    }  # fmt: skip


def _address(ledger: Ledger, file: str) -> tuple[str, str]:
    """Return the address of a file of the package, and what it is relative to."""
    below = ledger.header.get("below") or ""
    return (quote(str(PurePosixPath(below, file))), ROOT) if below else (quote(file), CONTRACTS)


def _suppression(ledger: Ledger, verdict: Verdict) -> dict[str, Any]:
    entries = {entry["id"]: entry for entry in ledger.header.get("known") or ()}
    reason = entries.get(verdict.entry, {}).get("reason", "")
    return {"kind": "external", "status": "accepted", "justification": line(reason or "known")}


def _state(ledger: Ledger, verdict: Verdict) -> str:
    """Return how a breach compares with the baseline of a run, "" where there is none."""
    baseline = (ledger.footer or {}).get("baseline")
    if not baseline or verdict.status != "fail":
        return ""
    return "new" if verdict.id in baseline["new"] else "unchanged"


def _invocation(ledger: Ledger) -> dict[str, Any]:
    """Return how a run went: it was successful when each claim that it asked has its verdict."""
    told = list(_notifications(ledger))
    found: dict[str, Any] = {
        "executionSuccessful": not told, "toolExecutionNotifications": told,
    }  # fmt: skip
    for name, seconds in (("startTimeUtc", ledger.header.get("started")),
                          ("endTimeUtc", (ledger.footer or {}).get("finished"))):  # fmt: skip
        at = moment(seconds)
        if at:
            found[name] = at.replace("+00:00", "Z")
    return found


def _notifications(ledger: Ledger) -> Iterator[dict[str, Any]]:
    for told in beyond(ledger):
        yield {"level": "error", "message": {"text": cut(told.text, _LONGEST)}}
    for verdict in ledger.verdicts:
        if verdict.status == "error":
            yield {"level": "error", "message": {"text": f"{line(verdict.id)}: {short(verdict)}"}}
