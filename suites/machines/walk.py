"""What one random walk leaves behind: the moves in words, the exchanges, and how it ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from harness.exchange import Exchange


class Wrong(NamedTuple):
    """One way in which an invariant does not hold."""

    invariant: str
    expected: str
    observed: str


class BrokenWalk(Exception):  # noqa: N818 - what Hypothesis shrinks
    """An invariant was broken; the walk ends."""


class Over(BaseException):
    """No walk makes sense any more: `reason` says why, `evidence` and `blocked_by` show it.

    `ends` says that it speaks of every invariant, also of those that walks have shown by then.
    """

    def __init__(
        self, reason: str, *evidence: Exchange, blocked_by: str = "", ends: bool = False
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.evidence = evidence
        self.blocked_by = blocked_by
        self.ends = ends


@dataclass(slots=True)
class Walk:
    """The moves of one walk in words, with every exchange in order, reading included."""

    steps: list[str] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)
    wrong: Wrong | None = None

    @property
    def told(self) -> str:
        """The walk in words: `create(amount=1000) → cancel() → capture()`."""
        return " → ".join(self.steps)


@dataclass(slots=True)
class Log:
    """What all walks of a machine have shown; `judged` are the invariants that may end a walk."""

    limit: int  # requests that all walks together may cost
    judged: frozenset[str] = frozenset()
    walks: list[Walk] = field(default_factory=list)
    earned: dict[str, Walk] = field(default_factory=dict)  # invariant: a walk that showed it
    breaches: list[Walk] = field(default_factory=list)  # walks that ended so, of this search
    refusals: list[Exchange] = field(default_factory=list)  # creations that were not accepted
    sent: int = 0

    def saw(self, invariant: str, walk: Walk) -> None:
        """Remember that an invariant was put to the test and held."""
        self.earned.setdefault(invariant, walk)

    def latest(self) -> list[Exchange]:
        """Return the last exchange of all walks, if there was one."""
        return next((walk.exchanges[-1:] for walk in reversed(self.walks) if walk.exchanges), [])

    def broke(self, walk: Walk) -> None:
        """Remember a breach; from now on only breaches of the same invariant count."""
        if walk.wrong is not None:
            self.judged = frozenset({walk.wrong.invariant})
            self.breaches.append(walk)


def words(verb: str, form: Mapping[str, Any], hidden: tuple[str, ...] = ()) -> str:
    """Return a move as a reader wants it: `update(metadata[a]=1)`."""
    shown = {name: value for name, value in form.items() if name not in hidden}
    return f"{verb}({', '.join(f'{name}={value}' for name, value in _flat(shown))})"


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _flat(inner, f"{path}[{name}]" if path else str(name))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _flat(inner, f"{path}[]")
    else:
        yield path, value if value != "" else "''"
