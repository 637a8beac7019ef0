"""The entries of a recording: in which list of a document they stand, and how each is read.

A text is read twice: once to learn what its documents are, once for each exchange in turn.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from recordings.read import har, vcr
from recordings.read.model import Raw
from recordings.read.streams import Part, Place

Reader = Callable[[str, Collection[Place]], Iterator[Part]]
PLACES: tuple[Place, ...] = ((), ("log", "entries"), *((name,) for name in vcr.LISTS))
_TELLING = 20  # entries that tell what a list holds


class _Head(list[Any]):
    """The first entries of a list, in its place in the document; `size` is how many it has."""

    def __init__(self) -> None:
        super().__init__()
        self.size, self.stubs = 0, False

    def add(self, entry: Any) -> None:
        """Count an entry."""
        self.size += 1
        self.stubs = self.stubs or vcr.stub(entry)
        if len(self) < _TELLING:
            self.append(entry)


Find = Callable[[Any], list[Any] | None]
Read = Callable[[Iterable[Any]], Iterator[Raw]]
_KINDS: tuple[tuple[Find, Read], ...] = (
    (har.entries, har.read), (har.nock_entries, har.read_nock), (vcr.interactions, vcr.read),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outline:
    """A document that holds entries: how many, how they are found and read.

    `place` is the list that they are given of, None where they stand in the document itself.
    `stubs` says that nothing was made in its order.
    """

    place: Place | None
    count: int
    find: Find
    read: Read
    stubs: bool


def outlines(parts: Iterable[Part]) -> Iterator[Outline | None]:
    """Yield what each document is, None for one that is no recording."""
    heads: dict[Place, _Head] = {}
    for place, value in parts:
        if place is None:
            yield _outline(_whole(value, heads), heads)
            heads = {}
        else:
            heads.setdefault(place, _Head()).add(value)


def _whole(document: Any, heads: dict[Place, _Head]) -> Any:
    """Return a document with the first entries of its lists in their places."""
    for place, head in heads.items():
        if not place:
            return head
        above = document
        for name in place[:-1]:
            above = above[name]
        above[place[-1]] = head
    return document


def _outline(document: Any, heads: dict[Place, _Head]) -> Outline | None:
    for find, read in _KINDS:
        found = find(document)
        if found is None:
            continue
        stubs = read is vcr.read and vcr.stubs(document)
        for place, head in heads.items():
            if head is found:
                stubs = stubs or (read is vcr.read and head.stubs)
                return Outline(place, head.size, find, read, stubs)
        return Outline(None, len(found), find, read, stubs)
    return None


def raws(parts: Iterable[Part], known: Iterable[Outline | None]) -> Iterator[Callable[[], Raw]]:
    """Yield what returns what an entry holds, or raises: of each of a text, in its order.

    `known` are the outlines of its documents.
    """
    documents = iter(known)
    outline = next(documents, None)
    for place, value in parts:
        if outline is not None and place == outline.place:
            there = [value] if place is not None else outline.find(value) or ()
            yield from (partial(_raw, outline.read, entry) for entry in there)
        if place is None:
            outline = next(documents, None)


def _raw(read: Read, entry: Any) -> Raw:
    return next(read((entry,)))
