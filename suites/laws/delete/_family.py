"""An object between two others, deleted: what was answered, and what stands afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import About, Family, Unavailable
from suites.looking.dig import named
from suites.looking.likeness import resembles
from suites.looking.once import Once
from suites.looking.pages import Shelf
from suites.looking.say import said
from suites.objects.picking import named_by
from suites.subjects import kind, lister_of, reader_of

ABSENT = "absent"  # what `afterwards` says of what is not there any more


@dataclass(frozen=True, slots=True)
class Around:
    """How an object is read, and how the list shows it, at one moment."""

    read: Exchange | None
    page: Exchange | None


class Deletion:
    """Deletes an object once, whichever of the laws asks first. Raises Unavailable.

    `others` are the ids of an older and of a newer object, as far as calls make them.
    """

    def __init__(self, lab: Lab, operation: Operation) -> None:
        self.lab = lab
        self.operation = operation
        lab.merit.ready(operation)
        self.others: list[str] = []
        self._other()
        self.ids = lab.subject(operation, fresh=True)
        self._other()
        self.before = self._look()
        self.others_before = [self._read(name) for name in self.others]
        self._done = Once(self._delete)

    @property
    def name(self) -> str:
        """The id of the object."""
        return next(reversed(self.ids.values()))

    def done(self) -> Exchange:
        """Return the accepted answer. Raises Unavailable."""
        return self._done()

    def again(self) -> Exchange:
        """Return the answer to a second deletion. Raises Unavailable when the first failed."""
        self.done()
        with self.lab.wrongly():
            return self._sent()

    def after(self) -> Around:
        """Return how the object reads once it is deleted. Raises Unavailable."""
        self.done()
        return self._look()

    def neighbours(self) -> list[tuple[Exchange, Exchange]]:
        """Return how each other object read before and reads now. Raises Unavailable."""
        self.done()
        pairs = zip(self.others, self.others_before, strict=True)
        return [(before, now) for name, before in pairs
                if before is not None and (now := self._read(name)) is not None]  # fmt: skip

    def _delete(self) -> Exchange:
        found = self._sent()
        if not resembles(found, self.operation):
            reason = f"the deletion was not accepted ({said(found)})"
            raise Unavailable(reason, found, blocked_by=f"{self.operation.id}.accepts")
        return found

    def _sent(self) -> Exchange:
        form = self.lab.provision.fill(self.operation.base)
        return self.lab.call(self.operation, form, self.ids)

    def _other(self) -> None:
        """Make one more object, where calls do: only such a one may be next to what is deleted."""
        row = self.operation.path_parameters[-1]
        own = (self.operation.subject or named_by(row)).rstrip("!")
        resource, _, state = own.partition(":")
        if self.lab.provision.makes(resource, state):
            with self.lab.standing():
                self.others.append(self.lab.provision.obtain(f"@{resource}:{state or 'default'}!"))

    def _look(self) -> Around:
        return Around(self._read(self.name), self._page())

    def _read(self, name: str) -> Exchange | None:
        reader = reader_of(self.lab.contracts, self.operation)
        if reader is None:
            return None
        ids = {**self.ids, reader.path_parameters[-1].name: name}
        known = {row.name: ids[row.name] for row in reader.path_parameters if row.name in ids}
        return self.lab.call(reader, {}, known)

    def _page(self) -> Exchange | None:
        """Return the first page of the list without an id in its path, None where there is none."""
        lister = lister_of(self.lab.contracts, self.operation)
        if lister is None or any(row.required for row in lister.sent):
            return None
        names = self.lab.contracts.of(lister).api.list
        size = {names.limit: names.maximum} if names.limit and names.maximum else {}
        return Shelf(self.lab, lister, {}, {}).page(**size)

    def listed(self, around: Around) -> bool:
        """Whether the page shows the object. Raises Unavailable where it is none."""
        if around.page is None or around.page.entries is None:
            raise Unavailable("the list cannot be read", *filter(None, [around.page]))
        return self.name in {named(item) for item in around.page.entries}


def documented(operation: Operation, _contracts: Contracts) -> Iterator[About]:
    """Yield an operation, at the place that documents it."""
    yield About(operation, clause=operation.cited, source=operation.cited)


DELETED = Family(
    "delete", kind("delete"), Deletion,
    order=("answer", "gone", "unlisted", "others", "twice"),
    stands_on=("kind",),
)  # fmt: skip
