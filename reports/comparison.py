"""A comparison of two runs as one offline page, without scripts.

Everything in it that a server, a user or a folder's name says is escaped by the template engine. It
has the first of many changes, and less of each where there are many: `--json` has them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from harness.ledger import Ledger
from harness.legible import line
from harness.verdict import ORDER
from reports.behind import Behind
from reports.comparing import KINDS, Change, Comparison, Field, Kind
from reports.differing import Answers
from reports.families import FEW as FEW_GROUPS
from reports.families import families
from reports.formats.results import moment
from reports.grouping import OTHER, resource_in
from reports.headline import headline
from reports.templating import template

MOST = 2_000  # changes, and answers, that a page tells
FEW = 200  # of them, up to which each is told with all its fields
CAUSES = 50  # that a page opens with
FIELDS = 4  # of a change where there are more
_SHOWN = ("base_url:", "profile:", "seed:", "version:", "api_version:")  # notes of the table
_OPEN = 12  # changes of one kind that are open at first
_LOOKS: dict[Kind, str] = {"broken": "fail", "no longer judged": "error", "changed": "warn",
                           "mended": "pass", "now judged": "pass"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts at one place, each cut where it begins and ends to differ from the other."""

    place: str
    before: tuple[str, str, str]
    after: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """A change, or an answer that differs, as a page tells it; `more` fields are left out."""

    title: str
    said: str
    message: str
    pairs: tuple[Pair, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """Changes of one kind, by cause; without one by operation, or family where there are many.

    `more` of them are left out; `look` is a colour.
    """

    name: str
    says: str
    look: str
    count: int
    groups: tuple[tuple[str, tuple[Told, ...]], ...]
    more: int = 0

    @property
    def open(self) -> bool:
        """Whether its changes are read without a click."""
        return self.count <= _OPEN


def render(
    ledgers: tuple[Ledger, Ledger], found: Comparison, answers: Answers | None = None,
    causes: Sequence[Behind] = (),
) -> str:  # fmt: skip
    """Return the page of a comparison; `answers` are those of a record and a run, `causes` what
    is behind the changes.
    """
    sections = list(_sections(found, _families(ledgers), causes))
    if answers is not None and answers.differing:
        sections.append(_answers(answers))
    return template("comparison.html.j2").render(
        runs=[(word, _run(ledger)) for word, ledger in zip(("before", "after"), ledgers,
                                                           strict=True)],
        found=found, notes=[note for note in found.notes if not note.startswith(_SHOWN)],
        sections=sections, answers=answers, statuses=ORDER, causes=causes[:CAUSES],
        more_causes=len(causes[CAUSES:]),
    )  # fmt: skip


def _run(ledger: Ledger) -> dict[str, Any]:
    """Return what the page says of a run."""
    named = ("run", "base_url", "profile", "seed", "version", "api_version")
    started = (moment(ledger.header.get("started")) or "").replace("T", " ")
    return {**{name: line(str(ledger.header.get(name) or "")) for name in named},
            "started": started.replace("+00:00", " UTC"), "complete": ledger.complete,
            "record": bool(ledger.header.get("record")), "totals": ledger.totals,
            "headline": headline(ledger)}  # fmt: skip


def _families(ledgers: tuple[Ledger, Ledger]) -> Callable[[str], str]:
    """Return what gives the family of a claim, by its id."""
    resources = list(dict.fromkeys(
        name for ledger in ledgers for name in ledger.header.get("resources") or ()
    ))  # fmt: skip
    named = families(resources)
    return lambda claim: named.get(resource_in(claim, resources), OTHER)


def _sections(
    found: Comparison, family: Callable[[str], str], causes: Sequence[Behind]
) -> Iterator[Section]:
    behind = {name: cause for cause in reversed(causes) for name in cause.claims}
    room, fields = MOST, FIELDS if len(found.changes) > FEW else None
    for kind, says in KINDS.items():
        changes = sorted(found.of(kind), key=lambda change: _rank(behind.get(change.id)))
        shown = changes[:room]
        room -= len(shown)
        if changes:
            many = len({change.operation for change in changes}) > FEW_GROUPS
            told: dict[str, list[Told]] = {}
            for change in shown:
                cause = behind.get(change.id)
                place = family(change.id) if many else change.operation or OTHER
                name = cause.title if cause else line(place)
                told.setdefault(name, []).append(_change(change, fields))
            groups = tuple((name, tuple(every)) for name, every in told.items())
            yield Section(kind, says, _LOOKS.get(kind, "noted"), len(changes), groups,
                          len(changes) - len(shown))  # fmt: skip


def _rank(cause: Behind | None) -> tuple[bool, tuple[bool, int, int, str]]:
    """Return what orders changes: those of the gravest cause first, those of none last."""
    return cause is None, cause.rank if cause else (True, 0, 0, "")


def _answers(answers: Answers) -> Section:
    fields = FIELDS if len(answers.differing) > FEW else None
    told = (
        (one.operation, Told(
            line(one.request), line(one.situation) + ("" if one.same else " (another request)"), "",
            tuple(map(_pair, one.fields[:fields])),
            one.more + len(one.fields) - len(one.fields[:fields]),
        ))
        for one in answers.differing[:MOST]
    )  # fmt: skip
    says = f"of a record: {answers.alike:,} are alike, {len(answers.unseen):,} were not seen"
    return Section("answers that differ", says, "fail", len(answers.differing), _grouped(told),
                   max(0, len(answers.differing) - MOST))  # fmt: skip


def _change(change: Change, fields: int | None) -> Told:
    statuses = " → ".join(filter(None, (change.before, change.after)))
    shown = change.fields[:fields]
    return Told(line(change.id), line(f"{statuses} {change.clause}").strip(), change.message,
                tuple(map(_pair, shown)), len(change.fields) - len(shown))  # fmt: skip


def _grouped(told: Iterable[tuple[str, Told]]) -> tuple[tuple[str, tuple[Told, ...]], ...]:
    found: dict[str, list[Told]] = {}
    for operation, one in told:
        found.setdefault(line(operation), []).append(one)
    return tuple((operation, tuple(every)) for operation, every in sorted(found.items()))


def _pair(field: Field) -> Pair:
    before, after = field.before, field.after
    most = min(len(before), len(after))
    head = next((n for n in range(most) if before[n] != after[n]), most)
    tail = next((n for n in range(most - head) if before[-1 - n] != after[-1 - n]), most - head)
    return Pair(field.place, *((text[:head], text[head : len(text) - tail],
                                text[len(text) - tail :]) for text in (before, after)))  # fmt: skip
