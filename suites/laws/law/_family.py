"""A filled list, or one object, that is read in several ways which have to agree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.lab import Lab
from suites.law import Family, Unavailable
from suites.looking.readings import Reading, read
from suites.merit import STILL
from suites.subjects import kind

_FILLED = {"smoke": 4, "standard": 4, "thorough": 13}


@dataclass(frozen=True, slots=True)
class Kept:
    """An object that is only read. `ids` are those of the path."""

    lab: Lab
    operation: Operation
    ids: dict[str, str]


def _stand(lab: Lab, operation: Operation) -> Reading | Kept:
    if operation.kind == "list":
        return read(lab, operation, _FILLED[lab.profile])
    return Kept(lab, operation, lab.subject(operation, fresh=False))


READ = Family(
    "law", kind("list", "retrieve"), _stand,
    order=("page_sizes", "both_ways", "more_of_direction", "bogus_cursor_first", "stable",
           "exclusive", "changes_nothing", "entries"),
    stands_on=("list", "kind"),
)  # fmt: skip


def listing(*cursors: str) -> Callable[[Operation, Contracts], bool]:
    """Return the guard of lists that have some cursors."""

    def guard(operation: Operation, _contracts: Contracts) -> bool:
        return operation.kind == "list" and all(name in operation.paging for name in cursors)

    return guard


def earned(outcome: Outcome, lab: Lab, operation: Operation) -> Outcome:
    """Return an outcome. Raises Unavailable when it holds because nothing ever changes."""
    if outcome.holds and not lab.merit.stirs(operation):
        raise Unavailable(STILL, *outcome.evidence)
    return outcome
