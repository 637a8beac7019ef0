"""What was created or updated, and the same object looked at in another way.

Each row takes part, for what a server forgets is often one field of many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from contracts.model import Contracts, Lifecycle, Operation
from harness.exchange import Exchange
from strategies import Sample, coverage
from suites.lab import Lab
from suites.law import About, Family, Unavailable
from suites.laws.copies._listing import Listing
from suites.looking.dig import dig, named
from suites.looking.echo import compare, field_of
from suites.looking.likeness import differing, resembles
from suites.looking.once import Once
from suites.looking.pages import Shelf
from suites.looking.say import said, shown
from suites.merit import SAME_BORN, STILL
from suites.subjects import itself, lister_of, reader_of, row_kind

_DEEP = 8  # members inside each other that are told by a path


@dataclass(frozen=True, slots=True)
class Copied:
    """An operation whose object can be retrieved, and the valid forms that it is sent."""

    operation: Operation
    samples: tuple[Sample, ...]

    @property
    def id(self) -> str:
        """The start of its group's name."""
        return self.operation.id


class Copies:
    """What an operation returned, and what its object reads as. `listing` returns the entries of
    what was retrieved, looked up once.
    """

    def __init__(self, lab: Lab, copied: Copied) -> None:
        self.lab = lab
        self.operation = copied.operation
        self.samples = copied.samples
        self.kept: dict[str, Exchange] = {}  # as retrieved, by the place of the form
        self.listing = Once(self._listed)
        self._read: dict[str, Exchange] = {}  # by id: objects that nothing was done to since
        self.life: Lifecycle | None = lab.contracts.resource(copied.operation.returns).lifecycle

    def blocker(self, sample: Sample) -> str:
        """Return the claim that has to hold before the copies of a form can be compared."""
        return ".".join((f"{self.operation.id}.accepts", *filter(None, (place_of(sample),))))

    def sent(self, sample: Sample, ids: Mapping[str, str]) -> Exchange:
        """Send a form. Raises Unavailable when the answer is not of the right kind."""
        made = self.lab.call(self.operation, self.lab.provision.fill(sample.form), ids)
        return self.known(sample, made)

    def known(self, sample: Sample, made: Exchange) -> Exchange:
        """Return an answer that shows an object of the right kind, else raises Unavailable."""
        if not resembles(made, self.operation):
            what = "update was not accepted" if self.operation.kind == "update" else (
                "object was not made")  # fmt: skip
            reason = f"the {what} ({said(made)})"
            raise Unavailable(reason, made, blocked_by=self.blocker(sample))
        return made

    def again(self, made: Exchange) -> Exchange:
        """Return the object of an answer, retrieved. Raises Unavailable."""
        found = self.lab.read(self.operation, itself(named(made.item)))
        if found is None:
            raise Unavailable("no operation retrieves the object", made)
        return found

    def once(self, made: Exchange) -> Exchange:
        """Return the object of an earlier answer, retrieved once however many forms it stands for.

        Raises Unavailable.
        """
        name = named(made.item)
        if name not in self._read:
            self._read[name] = self.again(made)
        return self._read[name]

    def earned(self, sample: Sample, made: Exchange) -> None:
        """Raises Unavailable when it shows nothing that two copies are alike.

        A row is proven only when its value is there to see.
        """
        if self.operation.kind == "create" and self.lab.merit.same_born(self.operation):
            raise Unavailable(SAME_BORN, made)
        if self.operation.kind == "update" and not self.lab.merit.stirs(self.operation):
            raise Unavailable(STILL, made)
        lost = compare(self.operation, self.lab.contracts, made, sample.row)
        if lost:
            reason = f"the first answer does not show what was sent ({lost[0]})"
            raise Unavailable(reason, made)
        acts = _acts(self.operation, sample)
        if lost is None and sample.row and not acts and not self._held(sample.row, made):
            raise Unavailable(f"the first answer shows nothing of {sample.row}", made)

    def _held(self, row: str, made: Exchange) -> bool:
        """Whether the field of a row that shows it otherwise than it was sent holds anything."""
        field = field_of(self.operation, self.lab.contracts, row)
        value = dig(made.item, field.path.partition("[]")[0]) if field else None
        return value not in (None, "", [], {})

    def _listed(self) -> Listing:
        """Return the entries of what was retrieved. Raises Unavailable."""
        lister = lister_of(self.lab.contracts, self.operation)
        if lister is None:
            raise Unavailable("no operation lists the object")
        newest = self.sent(self.samples[0], {})
        wanted = [named(again.item) for again in self.kept.values()]
        return Listing(Shelf(self.lab, lister, {}, {}), named(newest.item), wanted)


def place_of(sample: Sample) -> str:
    """Return the place of a form in ids: its row, and what tells several of it apart."""
    return ".".join(filter(None, (sample.row, sample.label)))


Chosen = Callable[[Copied, Contracts], Sequence[Sample]]


def each(kind: str, chosen: Chosen) -> Callable[[Copied, Contracts], Iterator[About]]:
    """Return what yields the chosen forms of operations of a kind."""

    def found(copied: Copied, contracts: Contracts) -> Iterator[About]:
        if copied.operation.kind == kind:
            for sample in chosen(copied, contracts):
                yield About(
                    copied.operation, place_of(sample), sample, source=sample.source,
                    kind=row_kind(copied.operation, sample.row),
                )  # fmt: skip

    return found


def beside(names: list[str], one: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    """Return in words what the second of two copies shows, and the first shows for it."""
    found = [part for name in names for part in _parts(name, one.get(name), other.get(name))]
    said = [f"{name} {shown(here)} and not {shown(there)}" for name, here, there in found[:3]]
    return ", ".join(said) + (f" and {len(found) - 3} more" if len(found) > 3 else "")


def _parts(name: str, one: Any, other: Any) -> Iterator[tuple[str, Any, Any]]:
    """Yield the members at which two values differ, by path: whole objects would hide what does."""
    if not (isinstance(one, dict) and isinstance(other, dict)) or name.count(".") == _DEEP:
        yield name, one, other
        return
    for part in differing(one, other):
        yield from _parts(f"{name}.{part}", one.get(part), other.get(part))


def _copied(contracts: Contracts) -> Iterator[Copied]:
    """Yield what creates or updates an object that can be retrieved."""
    for operation in contracts.operations:
        if operation.kind in ("create", "update") and reader_of(contracts, operation):
            samples = (s for s in coverage(operation) if operation.expansion not in s.form)
            yield Copied(operation, tuple(s for s in samples if _visible(operation, contracts, s)))


def _visible(operation: Operation, contracts: Contracts, sample: Sample) -> bool:
    """Whether an answer can show what a form sends for its row: else it proves nothing of it."""
    shown = not sample.row or field_of(operation, contracts, sample.row) is not None
    return shown or _acts(operation, sample)


def _acts(operation: Operation, sample: Sample) -> bool:
    """Whether a creation is sent a row whose value others go with, which moves its object on."""
    needs = (need.partition("=")[0] for row in operation.sent for need in row.needs if "=" in need)
    return operation.kind == "create" and bool(sample.row) and sample.row in needs


COPIED = Family(
    "copies",
    _copied,
    Copies,
    order=("retrieved", "listed", "updated", "relisted"),
    stands_on=("kind", "echo"),
)
