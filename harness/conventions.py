"""What the harness is told of an API: how it is asked, and where an answer holds what it says.

Laws look into answers through this alone: an API that keeps the object, the entries of a list or
the parts of an error elsewhere is read otherwise, and every law follows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Any

from harness.naming import AS_WRITTEN, Naming
from harness.pointing import ABSENT, leading
from harness.sending import BEARER, Sending
from harness.shapes import ID, Shapes
from harness.writing import USUAL, Writing

PARTS = ("type", "code", "param", "message")  # of an error, by the names that laws know them by


@dataclass(frozen=True, slots=True)
class Mark:
    """A field of an answer, and what stands in it; None: anything."""

    field: str  # dotted
    value: Any = None

    def stands(self, body: Any) -> bool:
        """Whether an answer has the mark: true is not 1."""
        found = leading(body, self.field)
        if self.value is None:
            return found is not ABSENT
        return type(found) is type(self.value) and bool(found == self.value)


@dataclass(frozen=True, slots=True)
class Bound:
    """The conventions of operations, where an API has several: by their ids, and of what is no
    operation by the globs of its path. `find` gives the operation of a method and a path.
    """

    operations: Mapping[str, Conventions]
    paths: tuple[tuple[Conventions, tuple[str, ...]], ...] = ()
    find: Callable[[str, str], Any] = lambda _method, _path: None

    def of(self, operation: str, method: str, path: str) -> Conventions | None:
        """Return the conventions of a request, None where they are those of the package."""
        known = operation or getattr(self.find(method, path), "id", "")
        if known in self.operations:
            return self.operations[known]
        for one, globs in self.paths:
            if any(fnmatchcase(path, glob) for glob in globs):
                return one
        return None


@dataclass(frozen=True)
class Conventions:
    """Names of headers, and those of an envelope, which most APIs of this style have in common.

    A header whose name is "" is not sent. `envelope` and the names of an error's parts are dotted;
    an envelope "" is the body itself, a part "" is not there. `refusal` marks a body that says no,
    whatever the status. `beginning` and `ending` stand around each path.
    """

    version: str = ""  # header that asks for a version of the API
    idempotency_key: str = ""
    items: str = "data"
    more: str = "has_more"
    envelope: str = "error"
    type: str = "type"
    code: str = "code"
    param: str = "param"
    message: str = "message"
    metadata: str = "metadata"  # field in which people keep what is their own; "": none
    refusal: Mark | None = None
    locked: str = ""  # code of a 429 that means: somebody else is at it
    beginning: str = ""
    ending: str = ""
    sending: Sending = BEARER
    writing: Writing = USUAL
    shut: tuple[int, ...] = field(default=(401,))  # statuses of a key that is refused
    shut_codes: tuple[str, ...] = ()  # codes of that refusal; none: its status alone tells it
    naming: Naming = AS_WRITTEN  # of fields in answers
    shapes: Shapes | None = None  # of answers whose objects and lists are not the usual ones
    pinned: str = ""  # version that is asked for, whatever a run says; "": the run's
    bound: Bound | None = field(default=None, repr=False, compare=False)

    def of(self, operation: str, method: str = "", path: str = "") -> Conventions:
        """Return the conventions of a request: of an operation's id, or else of a path."""
        return (self.bound and self.bound.of(operation, method, path.partition("?")[0])) or self

    @property
    def plain(self) -> bool:
        """Whether objects and lists are read as they stand: there is nothing to make of them."""
        return self.shapes is None and self.naming is AS_WRITTEN

    def item(self, body: Any, operation: str = "") -> dict[str, Any]:
        """Return the object that an answer shows, or an empty one."""
        found = body if isinstance(body, dict) else {}
        if self.shapes is not None:
            found = self.shapes.item(body, operation)
        named: dict[str, Any] = self.naming.named(found)
        return named

    def entries(self, body: Any, operation: str = "") -> list[Any] | None:
        """Return the entries of a list, or None when the answer is none."""
        found = body.get(self.items) if isinstance(body, dict) else None
        if self.shapes is not None:
            found = self.shapes.entries(body, operation)
        if not isinstance(found, list) or self.naming is AS_WRITTEN:
            return found if isinstance(found, list) else None
        return [self.naming.named(entry) for entry in found]

    def holding(self, body: Any, entries: list[Any], operation: str = "") -> Any:
        """Return the body of a list with other entries."""
        if self.shapes is not None:
            return self.shapes.holding(body, entries, operation)
        return {**body, self.items: entries}

    def goes_on(self, body: Any) -> Any:
        """Return what a list says of whether more follows: true or false where it says so."""
        if self.shapes is not None:
            return self.shapes.goes_on(body)
        return body.get(self.more) if isinstance(body, dict) else None

    def shuts(self, status: int, code: str) -> bool:
        """Whether a refusal is one of the key; where all answers are 200, its code says so."""
        if self.shut_codes:
            return status in self.shut and code in self.shut_codes
        return status in self.shut and status >= 400

    def refuses(self, body: Any) -> bool:
        """Whether a body says that it refuses, where the status need not."""
        return self.refusal is not None and self.refusal.stands(body)

    def error(self, body: Any, *, wrong: bool = True) -> dict[str, Any]:
        """Return the parts of an error by the names of PARTS, and whatever stands beside them.

        `wrong` says that the answer is no success: where there is no envelope, its body is that.
        """
        if not self.envelope and not wrong:
            return {}
        found = leading(body, self.envelope)
        if not isinstance(found, dict):
            return {}
        return found if self._usual else self._parts(found)

    def _parts(self, found: dict[str, Any]) -> dict[str, Any]:
        heads = {pointer.partition(".")[0] for pointer in self._pointers.values()}
        kept = {name: value for name, value in found.items() if name not in (*heads, *PARTS)}
        told = {name: leading(found, pointer) for name, pointer in self._pointers.items()}
        return {**{n: value for n, value in told.items() if value is not ABSENT}, **kept}

    @cached_property
    def _pointers(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in PARTS if getattr(self, name)}

    @cached_property
    def _usual(self) -> bool:
        return all(getattr(self, name) == name for name in PARTS)

    def reads(self) -> dict[str, str]:
        """Return where the parts of an error stand, {} where that is as most APIs have it: what is
        read of a file later is read so too.
        """
        found = {"envelope": self.envelope, **{name: getattr(self, name) for name in PARTS}}
        usual = {"envelope": "error", **{name: name for name in PARTS}}
        return {} if found == usual else found

    def shows(self, operation: str) -> dict[str, Any]:
        """Return where answers of an operation hold objects and entries, and how fields are named,
        {} where that is as most APIs have it: what is read of a file later is read so too.
        """
        usual = (self.items, self.more) == (PLAIN.items, PLAIN.more)
        found: dict[str, Any] = {} if usual else {"items": self.items, "more": self.more}
        if self.shapes is not None:
            found = self.shapes.told(operation)
        if self.naming is not AS_WRITTEN:
            found |= {"rule": self.naming.rule, "maps": sorted(self.naming.maps)}
        return found

    @classmethod
    def told(cls, reads: Mapping[str, Any], shows: Mapping[str, Any]) -> Conventions:
        """Return conventions that read an answer as those did that `reads` and `shows` are of."""
        naming = Naming(shows["rule"], frozenset(shows["maps"])) if "rule" in shows else AS_WRITTEN
        names: dict[str, Any] = {n: shows[n] for n in ("items", "more") if n in shows}
        shapes = Shapes.of_told(shows) if ID in shows else None
        return cls(**names, **reads, naming=naming, shapes=shapes)

    def label(self, part: str) -> str:
        """Return how the API names a part of an error: `error.code`."""
        return ".".join(filter(None, (self.envelope, getattr(self, part) or part)))


PLAIN = Conventions()
