"""Which clauses of an operation a batch breaks, and the claims that this puts to the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from contracts.model import Contracts, Operation
from strategies import Violation, violations
from suites.law import About, Each, Profile
from suites.subjects import row_kind

Choose = Callable[[Operation, Profile], Sequence[Violation]]  # what a profile's batch sends

Planned = tuple[Violation, bool]  # a violation, and whether only a thorough run sends it

_made: dict[tuple[int, bool], tuple[Operation, tuple[Violation, ...]]] = {}
_told: dict[tuple[int, Choose], tuple[Operation, dict[str, list[Planned]]]] = {}


def every(operation: Operation, *, plain_only: bool = True) -> tuple[Violation, ...]:
    """Return the violations of an operation. They are worked out once."""
    key = (id(operation), plain_only)
    if key not in _made:
        _made[key] = (operation, tuple(violations(operation, plain_only=plain_only)))
    return _made[key][1]


def law_of(violation: Violation) -> str:
    """Return the law's part of the id that a violation puts to the test: `enum`."""
    nested = ".nested" if violation.situation == "unknown_nested" else ""
    return f"{violation.topic}{nested}"


def name_of(violation: Violation) -> str:
    """Return law and place of the id that a violation puts to the test: `enum.status`."""
    return f"{law_of(violation)}.{_place(violation)}"


def _place(violation: Violation) -> str:
    return violation.row or violation.params[0]


def breaking(law: str, choose: Choose) -> Each:
    """Return what the claims of a law about broken clauses are about: one claim a row.

    The law is given the name of its violation.
    """

    def each(operation: Operation, contracts: Contracts) -> Iterator[About]:
        for violation, deep in _planned(operation, choose).get(law, ()):
            situation = contracts.situation(violation.situation, operation)
            if situation is not None:
                yield About(
                    operation, _place(violation), name_of(violation), situation.clause,
                    violation.level or situation.level, violation.source,
                    row_kind(operation, violation.row), deep,
                )  # fmt: skip

    return each


def whole(choose: Choose, wanted: Callable[[Operation, Contracts], bool]) -> Each:
    """Return what a law about a whole batch is about: its operation, wherever it sends anything."""

    def each(operation: Operation, contracts: Contracts) -> Iterator[About]:
        def told(profile: Profile) -> bool:
            found = choose(operation, profile)
            return any(contracts.situation(v.situation, operation) for v in found)

        if told("thorough") and wanted(operation, contracts):
            yield About(operation, deep=not told("standard"))

    return each


def _planned(operation: Operation, choose: Choose) -> dict[str, list[Planned]]:
    """Return each violation once, by its law. They are worked out once: many laws ask."""
    key = (id(operation), choose)
    if key not in _told:
        _told[key] = (operation, _by_law(operation, choose))
    return _told[key][1]


def _by_law(operation: Operation, choose: Choose) -> dict[str, list[Planned]]:
    known: set[str] = set()
    found: dict[str, list[Planned]] = {}
    profiles: tuple[Profile, ...] = ("standard", "thorough")
    for profile in profiles:
        for violation in choose(operation, profile):
            if name_of(violation) not in known:
                known.add(name_of(violation))
                found.setdefault(law_of(violation), []).append((violation, profile == "thorough"))
    return found
