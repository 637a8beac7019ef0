"""Takes findings, turns them into verdicts by level, and writes them to the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from harness.verdict import Level, Status, Verdict, legible

_BREACH: dict[str, Status] = {"must": "fail", "should": "warn"}
_LONGEST = 300  # characters of what a verdict says; the exchanges have the rest


class Scope:
    """Which ids are asked for: those that match a glob; a text without * or ? is an id, and
    stands for everything below it as well. No text at all asks for everything.
    """

    def __init__(self, only: Iterable[str]) -> None:
        texts = tuple(only)
        self._globs = tuple(text for text in texts if "*" in text or "?" in text)
        self._names = frozenset(texts) - frozenset(self._globs)
        self._above = frozenset(above for name in self._names for above in _upwards(name))
        self._everything = not texts

    def holds(self, name: str) -> bool:
        """Whether a verdict with this id is asked for."""
        return (
            self._everything
            or any(above in self._names for above in _upwards(name))
            or any(fnmatchcase(name, glob) for glob in self._globs)
        )

    def reaches(self, prefix: str) -> bool:
        """Whether a verdict with this id, or one below it, can be asked for."""
        return (
            self._everything
            or prefix in self._above
            or any(above in self._names for above in _upwards(prefix))
            or any(_may_match(glob, prefix) for glob in self._globs)
        )


def _upwards(name: str) -> Iterator[str]:
    """Yield an id and everything above it."""
    while name:
        yield name
        name = name.rpartition(".")[0]


def brief(text: str) -> str:
    """Return a text that a person reads in a line or three, and how much of it is left out."""
    rest = len(text) - _LONGEST
    return text if rest <= 0 else f"{text[:_LONGEST]}… ({rest} more characters)"


@dataclass(slots=True)
class Judge:
    """Records verdicts through `sink`, those that `only` asks for (see Scope)."""

    sink: Callable[[Verdict], None]
    only: tuple[str, ...] = ()
    recorded: list[Verdict] = field(default_factory=list)  # since the last `take`
    _scope: Scope = field(init=False)

    def __post_init__(self) -> None:
        self._scope = Scope(self.only)

    def wanted(self, prefix: str) -> bool:
        """Whether a claim with this id, or one below it, can be asked for."""
        return self._scope.reaches(prefix)

    def asked(self, name: str) -> bool:
        """Whether a claim with exactly this id is asked for."""
        return self._scope.holds(name)

    def take(self) -> list[Verdict]:
        """Return what was recorded since the last call."""
        found, self.recorded = self.recorded, []
        return found

    def _record(self, verdict: Verdict) -> None:
        found = legible(verdict)
        if self._scope.holds(found.id):
            self._keep(found)

    def _keep(self, verdict: Verdict) -> None:
        self.recorded.append(verdict)
        self.sink(verdict)

    def passed(
        self,
        id: str,  # noqa: A002
        clause: str,
        operation: str,
        *,
        level: Level = "must",
        source: str = "",
        exchanges: Iterable[str] = (),
    ) -> None:
        """Record that a claim held."""
        self._record(
            Verdict(id, clause, operation, level, "pass", "", tuple(exchanges), source=source)
        )

    def failed(
        self,
        id: str,  # noqa: A002
        clause: str,
        operation: str,
        *,
        expected: str,
        observed: str,
        level: Level = "must",
        source: str = "",
        message: str = "",
        exchanges: Iterable[str] = (),
    ) -> None:
        """Record that a claim was broken: fail for must, warn for should, a note for probe."""
        status = _BREACH.get(level, "not_testable")
        expected, observed, message = brief(expected), brief(observed), brief(message)
        said = message or f"expected {expected}; observed {observed}"
        if status == "not_testable":
            said = f"probe, not judged: {said}"
        self._record(
            Verdict(
                id,
                clause,
                operation,
                level,
                status,
                said,
                tuple(exchanges),
                expected,
                observed,
                source,
            )
        )

    def not_testable(
        self,
        id: str,  # noqa: A002
        clause: str,
        operation: str,
        *,
        reason: str,
        level: Level = "must",
        source: str = "",
        exchanges: Iterable[str] = (),
    ) -> None:
        """Record that a precondition could not be made; `reason` says which."""
        self._record(
            Verdict(
                id,
                clause,
                operation,
                level,
                "not_testable",
                reason,
                tuple(exchanges),
                source=source,
            )
        )

    def error(
        self,
        id: str,  # noqa: A002
        clause: str,
        operation: str,
        *,
        reason: str,
        level: Level = "must",
        source: str = "",
        exchanges: Iterable[str] = (),
    ) -> None:
        """Record that the suite or the network failed, which says nothing about the target."""
        self._record(
            Verdict(id, clause, operation, level, "error", reason, tuple(exchanges), source=source)
        )

    def trouble(self, name: str, reason: str) -> None:
        """Record, whatever is asked for, that a suite could not do its work: nothing hides it."""
        self._keep(legible(Verdict(f"suite.{name}", "", "", "must", "error", reason)))


def _may_match(glob: str, prefix: str) -> bool:
    """Whether some id that is `prefix` or continues it with a dot can match `glob`."""
    if fnmatchcase(prefix, glob):
        return True
    fixed = glob
    for wildcard in "*?[":
        fixed = fixed.partition(wildcard)[0]
    return fixed.startswith(f"{prefix}.") or (
        fixed != glob and (prefix.startswith(fixed) or f"{prefix}.".startswith(fixed))
    )
