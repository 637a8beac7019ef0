"""What a run comes to, in one word and in sentences: what breaks it, and what it is held against.

The footer of a ledger has, where there is anything to say: `fixed` and `expired`, ids of entries of
known failures; `warned`, shoulds that are broken where these fail a run; `sometimes`, those of
entries that did not fail this time; `lost`, claims that were judged before and are not any more;
`baseline`, how it compares with an earlier run; `short`, the share of claims that should have been
judged and was not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from harness.ledger import Ledger
from harness.legible import line

Word = Literal["PASS", "FAIL", "INCOMPLETE"]
_FAILING = ("fixed", "expired", "warned")  # of a footer
_TOLD = 8  # ids that one sentence names


def result(ledger: Ledger) -> Word:
    """Return what a run comes to.

    It fails by a must that is broken and neither known nor, with a baseline, broken before; by an
    entry that is fixed or has expired; by a broken should where that was asked for; also when it is
    incomplete. It is incomplete as well when nothing was judged, or less than before, or less than
    was asked for.
    """
    footer, totals = ledger.footer or {}, ledger.totals
    if broken(ledger) or totals["fixed"] or any(map(footer.get, _FAILING)):
        return "FAIL"
    lacking = totals["error"] or footer.get("lost") or footer.get("short")
    seen = totals["pass"] or totals["known"] or totals["fail"]
    return "PASS" if ledger.complete and seen and not lacking else "INCOMPLETE"


def broken(ledger: Ledger) -> tuple[str, ...]:
    """Return the claims whose breach breaks a run."""
    failing = tuple(verdict.id for verdict in ledger.verdicts if verdict.status == "fail")
    baseline = _baseline(ledger)
    return failing if baseline is None else tuple(c for c in failing if c in set(baseline["new"]))


def sentences(ledger: Ledger) -> Iterator[str]:
    """Yield what a run says of known failures, of an earlier run, and of what was not judged.

    Each is one line that says nothing but what can be seen.
    """
    return map(line, _sentences(ledger))


def _sentences(ledger: Ledger) -> Iterator[str]:
    footer = ledger.footer or {}
    entries = {entry["id"]: entry for entry in ledger.header.get("known") or ()}
    named = [verdict.entry for verdict in ledger.verdicts if verdict.status == "fixed"]
    for name in (footer.get("fixed") or ())[:_TOLD]:
        count = named.count(name)
        told = f", {count} claims hold" if count > 1 else ""
        yield (f"fixed: {name} no longer fails{told}; `assay known prune RUN` takes the entry out, "
               "`sometimes = true` in it says that it comes and goes")  # fmt: skip
    for name in (footer.get("expired") or ())[:_TOLD]:
        yield f"expired: {_entry(entries.get(name) or {'id': name})}"
    for word in ("fixed", "expired"):
        more = len(footer.get(word) or ()) - _TOLD
        if more > 0:
            yield f"{word}: {more} entries more; results.json names them"
    if footer.get("warned"):
        yield f"broken shoulds, which fail this run: {listed(footer['warned'])}"
    if footer.get("sometimes"):
        yield f"known to fail sometimes, and held this time: {listed(footer['sometimes'])}"
    baseline = _baseline(ledger)
    if baseline is not None:
        yield from _compared(baseline)
    if footer.get("lost"):
        names = listed(footer["lost"])
        yield f"lost: {_claims(footer['lost'])} judged before and not any more: {names}"
    if footer.get("short"):
        short = footer["short"]
        yield (f"too little was judged: {short['judged']} of {short['of']} claims, "
               f"and {short['required']:g}% were asked for")  # fmt: skip


def _compared(baseline: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"note: {note}" for note in baseline["notes"])
    for name, words in (
        ("new", "newly broken"), ("before", "broken as before"), ("mended", "mended"),
    ):  # fmt: skip
        if baseline[name]:
            yield f"{words}: {_claims(baseline[name])}: {listed(baseline[name])}"
    if not baseline["new"]:
        yield f"nothing is newly broken since the run {baseline['run']}"


def _claims(names: Sequence[str]) -> str:
    return f"{len(names)} claim{'s were' if len(names) > 1 else ' was'}"


def _entry(entry: Mapping[str, Any]) -> str:
    owner = f", {entry['owner']}" if entry.get("owner") else ""
    return f"{entry['id']} was known until {entry.get('expires')}{owner}: {entry.get('reason')}"


def listed(names: Iterable[str]) -> str:
    """Return some names, and how many others there are."""
    every = list(names)
    more = f" and {len(every) - _TOLD} more" if len(every) > _TOLD else ""
    return f"{', '.join(every[:_TOLD])}{more}"


def _baseline(ledger: Ledger) -> Mapping[str, Any] | None:
    found: Mapping[str, Any] | None = (ledger.footer or {}).get("baseline")
    return found
