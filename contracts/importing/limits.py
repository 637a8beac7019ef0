"""What an import could not read, left out or had to choose: a line each, with its JSON pointer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["left out", "not read", "chosen", "ambiguous", "no recipe", "conflict"]
KINDS: tuple[Kind, ...] = ("left out", "not read", "chosen", "ambiguous", "no recipe", "conflict")


class DocumentError(Exception):
    """A document that cannot be imported. The message gives file, place and reason."""

    def __init__(self, file: str, place: str, reason: str) -> None:
        super().__init__(f"{file}{place}: {reason}")


@dataclass(frozen=True, slots=True, order=True)
class Limit:
    """One thing that is not in the package as the document has it."""

    kind: Kind
    pointer: str  # "#/paths/~1v1~1customers/post"
    reason: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.pointer}: {self.reason}"


@dataclass(slots=True)
class Limits:
    """The list of what an import did not take as it stands, each once."""

    found: dict[Limit, None] = field(default_factory=dict)

    def add(self, kind: Kind, pointer: str, reason: str) -> None:
        """Note one thing; a second time it is the same line."""
        self.found[Limit(kind, pointer, " ".join(reason.split()))] = None

    def of(self, kind: Kind) -> list[Limit]:
        """Return what was noted of a kind, in the order of the document."""
        return [limit for limit in self.found if limit.kind == kind]

    def __iter__(self) -> Iterator[Limit]:
        """Yield all of them, kind by kind."""
        return (limit for kind in KINDS for limit in self.of(kind))

    def __len__(self) -> int:
        return len(self.found)
