"""Orders verdicts for a reader: a matrix of resources and subjects, by status, by reason."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from harness.claim import Claim
from harness.verdict import JUDGED, ORDER, Status, Verdict, worst
from reports.columns import Columns
from reports.families import families as families_of

OTHER = "other"


def resource_of(verdict: Verdict | Claim, resources: Sequence[str]) -> str:
    """Return the resource that the id of a claim starts with, the longest that fits."""
    return resource_in(verdict.id, resources)


def resource_in(name: str, resources: Sequence[str]) -> str:
    """Return the resource that an id starts with, the longest that fits."""
    fitting = [resource for resource in resources if name.startswith(f"{resource}.")]
    return max(fitting, key=len, default=OTHER)


def topic_of(verdict: Verdict, resources: Sequence[str]) -> str:
    """Return what a verdict is about: the part of its id after resource and operation."""
    resource = resource_of(verdict, resources)
    rest = verdict.id[len(resource) + 1 :].split(".")
    return rest[1] if resource != OTHER and len(rest) > 1 else OTHER


@dataclass(frozen=True, slots=True)
class Cell:
    """One resource and subject: number of verdicts, of judged and passed ones, and the worst."""

    resource: str
    subject: str
    total: int
    judged: int
    passed: int
    status: Status

    @property
    def thin(self) -> bool:
        """Whether it looks better than it is: nothing is broken, and most could not be judged."""
        return self.status == "pass" and 2 * self.judged < self.total

    @property
    def quarter(self) -> int:
        """How much of it was judged: 4 all, 3 to 1 parts of it, 0 nothing."""
        return 4 if self.judged == self.total else min(3, math.ceil(4 * self.judged / self.total))


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the matrix: a resource, or a family of `members` that follow it.

    `family` is the name of the family that a resource is in, "" where it stands by itself.
    """

    name: str
    cells: dict[str, Cell]
    members: int = 0
    family: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Cells by resource and subject; a missing cell means that nothing was asked."""

    resources: tuple[str, ...]
    subjects: tuple[str, ...]
    cells: dict[tuple[str, str], Cell]
    rows: tuple[Row, ...] = ()


def matrix(verdicts: Iterable[Verdict], resources: Sequence[str], columns: Columns) -> Matrix:
    """Return the matrix of a run."""
    found: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        found[resource_of(verdict, resources), columns.of(verdict)].append(verdict)
    names = tuple(sorted({resource for resource, _ in found}))
    asked = {subject for _, subject in found}
    cells = {place: _cell(*place, group) for place, group in found.items()}
    subjects = tuple(name for name in columns.names if name in asked)
    return Matrix(names, subjects, cells, tuple(_rows(names, found)))


def _cell(name: str, subject: str, group: Sequence[Verdict]) -> Cell:
    return Cell(
        name, subject, len(group), sum(v.status in JUDGED for v in group),
        sum(v.status == "pass" for v in group), worst(v.status for v in group),
    )  # fmt: skip


def _rows(names: Sequence[str], found: Mapping[tuple[str, str], list[Verdict]]) -> Iterator[Row]:
    """Yield the lines: each family of several resources, its resources behind it."""
    families: defaultdict[str, list[str]] = defaultdict(list)
    for name, family in families_of(names).items():
        families[family].append(name)
    subjects = sorted({subject for _, subject in found})
    for family, members in families.items():
        several = len(members) > 1
        if several:
            joined = {s: [v for name in members for v in found.get((name, s), ())]
                      for s in subjects}  # fmt: skip
            cells = {s: _cell(family, s, group) for s, group in joined.items() if group}
            yield Row(family, cells, len(members))
        for name in members:
            cells = {s: _cell(name, s, found[name, s]) for s in subjects if (name, s) in found}
            yield Row(name, cells, family=family if several else "")


def by_status(verdicts: Iterable[Verdict]) -> dict[Status, list[Verdict]]:
    """Return the verdicts by status; every status is a key."""
    found: dict[Status, list[Verdict]] = {status: [] for status in ORDER}
    for verdict in verdicts:
        found[verdict.status].append(verdict)
    return found


def reasons(verdicts: Iterable[Verdict]) -> list[tuple[str, list[Verdict]]]:
    """Group what was not testable by its reason, the largest groups first."""
    found: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        found[verdict.message].append(verdict)
    return sorted(found.items(), key=lambda item: -len(item[1]))
