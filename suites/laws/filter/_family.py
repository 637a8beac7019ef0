"""A list with different objects in it, and what each of its filters returns of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from contracts.filtering import bounded
from contracts.model import Contracts, Operation, Parameter
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Family, Unavailable, held
from suites.looking.filters import (
    Listing,
    Probe,
    absent,
    any_of,
    equal,
    listing,
    present,
    rows_of,
)
from suites.looking.pages import BadPage
from suites.looking.say import joined

LOOKS = 3  # before a breach is one: others may make and change objects while one looks
FULL = 100  # objects on the longest page
Finding = tuple[str, str, list[Exchange]]  # expected, observed ("" when it holds), evidence
Look = tuple[Finding, Finding]  # what does not fit, and what lacks


@dataclass(slots=True)
class Filtering:
    """The list as it was `found`, the values that its filters are asked with, and what they
    returned, once asked.
    """

    lab: Lab
    operation: Operation
    found: Listing
    _values: dict[str, list[Probe]] = field(default_factory=dict)
    _lone: dict[str, Probe | None] = field(default_factory=dict)
    _looks: dict[str, list[Look]] = field(default_factory=dict)

    def occurring(self, row: Parameter) -> list[Probe]:
        """Return probes of values that objects of the list have."""
        if row.path not in self._values:
            values = [] if row.unseen else present(row, self.found)
            self._values[row.path] = [equal(row, value) for value in values]
        return self._values[row.path]

    def lone(self, row: Parameter) -> Probe | None:
        """Return the probe of a value that no object has, where one is known."""
        if row.path not in self._lone:
            value = None
            if row.unseen or self.occurring(row):
                value = absent(self.lab, row, self.found.items, whole=self.found.whole)
            self._lone[row.path] = None if value is None else equal(row, value)
        return self._lone[row.path]

    def looks(self, row: Parameter) -> list[Look]:
        """Return what was seen of each value of a filter: asked again before a breach is one.

        Raises Unavailable when the filter tells nothing apart.
        """
        if row.path not in self._looks:
            lone = self.lone(row)
            probes = [*self.occurring(row), *self._at_once(row), *([lone] if lone else [])]
            self._part(row, probes)
            self._looks[row.path] = self._asked(probes)
        return self._looks[row.path]

    def _at_once(self, row: Parameter) -> list[Probe]:
        """Return the probe of a value that occurs behind one that none has, where a filter takes
        several.
        """
        free = row.type == "array" and not (row.unseen or row.enum or row.references)
        values = present(row, self.found) if free else []
        return [any_of(row, [self.lab.provision.unique(), values[0]])] if values else []

    def _part(self, row: Parameter, probes: list[Probe]) -> None:
        sides = [self.found.sides(probe) for probe in probes]
        apart = row.required or any(no for _, no in sides)  # a list of one owner shows no other's
        if not any(yes for yes, _ in sides) or not apart:
            raise Unavailable("the filter fits all objects of the list, or none", *self.evidence)

    def _asked(self, probes: list[Probe]) -> list[Look]:
        found = [look(self.found, probe) for probe in probes]
        for _ in range(LOOKS - 1):
            if any(wrong for pair in found for _, wrong, _ in pair):
                again = self.again()
                found = [look(again, probe) for probe in probes]
        return found

    def again(self) -> Listing:
        """Return the list as it is now: others may have made or changed objects meanwhile.

        Raises Unavailable.
        """
        return _listing(self.lab, self.operation)

    @property
    def evidence(self) -> tuple[Exchange, ...]:
        """The page that shows what is in the list."""
        return (self.found.page,) if self.found.page is not None else ()


def _listing(lab: Lab, operation: Operation) -> Listing:
    try:
        return listing(lab, operation)
    except Unavailable as lacking:
        reason = f"the list cannot be read: {lacking}"
        raise Unavailable(reason, *lacking.exchanges, blocked_by=lacking.blocked_by) from None
    except BadPage as bad:
        reason = f"the list cannot be read: {bad}"
        raise Unavailable(reason, bad.exchange, blocked_by=f"{operation.id}.accepts") from None


def _stand(lab: Lab, operation: Operation) -> Filtering:
    filtering = Filtering(lab, operation, _listing(lab, operation))
    if not filtering.found.items:
        raise Unavailable("the list is empty", *filtering.evidence)
    return filtering


def _filtered(contracts: Contracts) -> Iterator[Operation]:
    """Yield the lists that filter, be it by a bound alone."""
    for operation in contracts.operations:
        if operation.kind == "list" and (
            any(rows_of(operation)) or any(bounded(operation, contracts))
        ):
            yield operation


FILTERED = Family(
    "filter", _filtered, _stand,
    order=("standing", "none", "matches", "complete", "alike", "goes_on", "together", "expanded",
           "bounds", "composes", "unknown"),
    stands_on=("list", "kind"),
)  # fmt: skip


def seen(operation: Operation, _contracts: Contracts) -> Iterator[Parameter]:
    """Yield the filters of whose values objects show something."""
    return (row for row in rows_of(operation) if not row.unseen)


def outcome(finding: Finding) -> Outcome:
    """Return a finding as an outcome."""
    expected, wrong, evidence = finding
    return held(not wrong, expected, wrong, *evidence)


def look(found: Listing, probe: Probe, *, ends: bool = True) -> Look:
    """Return what a filter returned that does not fit, and what fits and it did not return.

    With `ends` the last page has to say that nothing follows.
    """
    try:
        items, whole, page = found.asked(probe)
        if ends and 0 < len(items) < found.shelf.most(FULL):
            found.promises_more(probe, items)
        second = _amiss(found, probe, items, whole=whole)
        for later in (found.and_newer, found.and_later):
            second = second and _amiss(later(), probe, items, whole=whole)
    except BadPage as bad:
        wrong: Finding = (bad.expected, f"{bad.observed} ({probe})", [bad.exchange])
        return wrong, wrong
    others = [item["id"] for item in items if probe.test(item) is False]
    first = f"others: {joined(others, 3)}" if others else ""
    fits = f"only objects with {probe}"
    pages = [*([found.page] if found.page is not None else []), page]
    return (fits, first, pages), (f"every object of the list with {probe}", second, pages)


def _amiss(found: Listing, probe: Probe, items: list[dict[str, object]], *, whole: bool) -> str:
    """Return what lacks in the objects that a filter returned, or that no list has; or ""."""
    ids = {str(item["id"]) for item in items}
    lost = [x["id"] for x in found.items if probe.test(x) and x["id"] not in ids] if whole else []
    if lost:
        return f"missing: {joined(lost, 3)}"
    strange = ids - found.known if found.whole else set()
    return f"objects that the list does not have: {joined(sorted(strange), 3)}" if strange else ""
