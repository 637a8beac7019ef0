"""What entries of known failures make of the verdicts of a run.

A breach that an entry names is `known` and breaks nothing. An entry is fixed when claims that it
names were judged and none of them breaks: then those that pass are `fixed`, all led to the first of
them, so that an entry is one cause however many claims it names. What could not be judged says
nothing about an entry, an error is never known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from harness.known import Entries, Entry
from harness.verdict import BROKEN, Finding, Status, Verdict

_JUDGED: tuple[Status, ...] = ("pass", "fail", "warn")


@dataclass(frozen=True, slots=True)
class Heeded:
    """The verdicts of a run after entries were heeded; the ids of entries that break the run.

    `sometimes` are entries that would be fixed, if they did not say that their claims may hold.
    """

    verdicts: tuple[Verdict, ...] = ()
    fixed: tuple[str, ...] = ()
    expired: tuple[str, ...] = ()
    sometimes: tuple[str, ...] = ()


def heed(
    entries: Iterable[Entry],
    verdicts: Iterable[Verdict],
    *,
    today: str,
    renamed: Mapping[str, str] | None = None,
    undecided: Collection[str] = (),
) -> Heeded:
    """Return what entries make of verdicts as they were settled, one a claim.

    `today` is a date, as an entry writes it; `renamed` has new ids by retired ones; `undecided` are
    claims of which a run that was cut short has not seen all: an entry that names one is not fixed.
    """
    every, found = tuple(entries), tuple(verdicts)
    finder = Entries(every, renamed)
    naming = {verdict.id: finder.of(verdict.id) for verdict in found}
    told: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in found:
        for entry in naming[verdict.id]:
            told[entry.id].append(verdict)
    waiting = {entry.id for claim in undecided for entry in finder.of(claim)}
    mended = [
        entry for entry in every if entry.id not in waiting and _mended(told.get(entry.id, ()))
    ]
    fixed = {entry.id for entry in mended if not entry.sometimes}
    alive = told.keys() | waiting
    return Heeded(
        tuple(_marked(found, naming, fixed)),
        tuple(entry.id for entry in every if entry.id in fixed),
        tuple(e.id for e in every if e.id in alive and e.expires and e.expires < today),
        tuple(entry.id for entry in mended if entry.sometimes),
    )


def breaches(entries: Entries, verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Return verdicts of a part of a run, those that are expected to break as known.

    What is fixed is known when all parts are.
    """
    return [
        _heeded(verdict, entries.of(verdict.id)) if verdict.status in BROKEN else verdict
        for verdict in verdicts
    ]


def _mended(verdicts: Collection[Verdict]) -> bool:
    """Whether claims that an entry names were judged, and none of them breaks or may yet."""
    statuses = {verdict.status for verdict in verdicts}
    return not statuses.isdisjoint(_JUDGED) and statuses.isdisjoint((*BROKEN, "error"))


def _marked(
    verdicts: Iterable[Verdict], naming: Mapping[str, tuple[Entry, ...]], fixed: Collection[str]
) -> Iterator[Verdict]:
    first: dict[str, str] = {}
    for verdict in verdicts:
        named = naming[verdict.id]
        mended = next((entry for entry in named if entry.id in fixed), None)
        if named and verdict.status in BROKEN:
            yield _heeded(verdict, named)
        elif mended is not None and verdict.status == "pass":
            root = first.setdefault(mended.id, verdict.id)
            yield replace(
                verdict, status="fixed", entry=mended.id, root="" if root == verdict.id else root,
                message=f"known to fail, and holds now: the entry {mended.id} can be taken out",
            )  # fmt: skip
        else:
            yield verdict


def _heeded(verdict: Verdict, named: tuple[Entry, ...]) -> Verdict:
    """Return a breach as known, where an entry expects it at all of its places; else with those
    alone that the first entry does not expect.
    """
    beyond = {entry.id: _beyond(verdict, entry) for entry in named}
    entry = next((entry for entry in named if not beyond[entry.id]), None)
    if entry is not None:
        return replace(verdict, status="known", entry=entry.id)
    if not named:
        return verdict
    new = beyond[named[0].id]
    places = ", ".join(dict.fromkeys(finding.place for finding in new))
    wanted, seen = new[0].expected, new[0].observed
    return replace(
        verdict, findings=new, expected=wanted, observed=seen,
        message=f"expected {wanted}; observed {seen}, which is beyond the places of the entry "
                f"{named[0].id}: {places}",
    )  # fmt: skip


def _beyond(verdict: Verdict, entry: Entry) -> tuple[Finding, ...]:
    """Return the findings at places that an entry does not expect; one that names none expects all,
    and what no place is told of cannot be told apart.
    """
    placed = (finding for finding in verdict.findings if entry.places and finding.place)
    return tuple(finding for finding in placed if finding.place not in entry.places)
