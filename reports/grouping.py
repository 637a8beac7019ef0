"""Orders verdicts for a reader: a matrix of resources and subjects, by status, by operation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from harness.verdict import JUDGED, ORDER, Status, Verdict, worst
from reports.columns import Columns
from reports.proofs import Proofs

OTHER = "other"


def resource_of(verdict: Verdict, resources: Sequence[str]) -> str:
    """Return the resource that a verdict's id starts with, the longest that fits."""
    fitting = [name for name in resources if verdict.id.startswith(f"{name}.")]
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


@dataclass(frozen=True, slots=True)
class Matrix:
    """Cells by resource and subject; a missing cell means that nothing was asked."""

    resources: tuple[str, ...]
    subjects: tuple[str, ...]
    cells: dict[tuple[str, str], Cell]


def matrix(verdicts: Iterable[Verdict], resources: Sequence[str], columns: Columns) -> Matrix:
    """Return the matrix of a run."""
    found: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        found[resource_of(verdict, resources), columns.of(verdict)].append(verdict)
    cells = {
        place: Cell(
            *place, len(group), sum(v.status in JUDGED for v in group),
            sum(v.status == "pass" for v in group), worst(v.status for v in group),
        )
        for place, group in found.items()
    }  # fmt: skip
    return Matrix(
        tuple(sorted({resource for resource, _ in found})),
        tuple(name for name in columns.names if any(name == subject for _, subject in found)),
        cells,
    )


def by_status(verdicts: Iterable[Verdict]) -> dict[Status, list[Verdict]]:
    """Return the verdicts by status; every status is a key."""
    found: dict[Status, list[Verdict]] = {status: [] for status in ORDER}
    for verdict in verdicts:
        found[verdict.status].append(verdict)
    return found


def by_operation(
    verdicts: Iterable[Verdict], proofs: Proofs
) -> dict[str, dict[str, list[Verdict]]]:
    """Return the verdicts by operation and check, in the order of their names."""
    found: dict[str, dict[str, list[Verdict]]] = defaultdict(lambda: defaultdict(list))
    for verdict in verdicts:
        found[verdict.operation or OTHER][proofs.check(verdict)].append(verdict)
    return {name: dict(sorted(found[name].items())) for name in sorted(found)}


def reasons(verdicts: Iterable[Verdict]) -> list[tuple[str, list[Verdict]]]:
    """Group what was not testable by its reason, the largest groups first."""
    found: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        found[verdict.message].append(verdict)
    return sorted(found.items(), key=lambda item: -len(item[1]))
