"""What is behind the changes between two runs: a line a cause, as the fix list tells them.

Many claims change by one thing that a server does otherwise. What broke, or is no longer judged, is
explained by what the second run was answered, what is mended or judged now by the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from harness.ledger import Ledger
from harness.legible import line
from reports.comparing import KINDS, WORSE, Comparison, Kind
from reports.fixing import Cause, Causes
from reports.reading import some

_SIDES: tuple[tuple[Kind, ...], ...] = (("mended", "now judged"), (*WORSE, "changed"))
_GIVEN = "ids are needed that no call makes; the configuration can give them"
_ABSENT = 3  # operations that are not there, each told by itself


@dataclass(frozen=True, slots=True)
class Behind:
    """A cause, and the ids of the claims that changed by it, each with its kind of change."""

    title: str
    claims: Mapping[str, Kind]
    ours: bool = False  # no answer of a server is behind it

    @property
    def numbers(self) -> str:
        """How many claims it broke, mended and so on, in words."""
        found = Counter(self.claims.values())
        return ", ".join(f"{found[kind]:,} {kind}" for kind in KINDS if found[kind])

    @property
    def plain(self) -> dict[str, Any]:
        """The cause as JSON has it."""
        counts = Counter(self.claims.values())
        return {"title": self.title, "counts": {k: counts[k] for k in KINDS if counts[k]},
                "claims": sorted(self.claims)}  # fmt: skip

    @property
    def rank(self) -> tuple[bool, int, int, str]:
        """What orders causes: what made most worse comes first, then what explains most; what no
        server has answered comes last.
        """
        worse = sum(kind in WORSE for kind in self.claims.values())
        return self.ours, -worse, -len(self.claims), self.title


def behind(ledgers: tuple[Ledger, Ledger], found: Comparison) -> tuple[Behind, ...]:
    """Return the causes of what changed between two runs, the gravest first.

    Claims that one of the runs alone asks have none. A claim that several causes explain counts
    under each.
    """
    every = [
        one
        for word, ledger, kinds in zip(("first", "second"), ledgers, _SIDES, strict=True)
        for one in _behind(word, ledger, found, kinds)
    ]
    return tuple(sorted(every, key=lambda one: one.rank))


def _behind(
    word: str, ledger: Ledger, found: Comparison, kinds: tuple[Kind, ...]
) -> Iterator[Behind]:
    changed = {change.id: change.kind for change in found.changes if change.kind in kinds}
    verdicts = [verdict for verdict in ledger.verdicts if verdict.id in changed]
    causes = Causes(ledger).of(verdicts) if verdicts else []
    for cause in _folded(causes):
        claims = {name: changed[name] for one in cause.of for name in _ids(one)}
        yield Behind(line(cause.title), claims, cause.ours)
    told = {verdict.id for verdict in verdicts}
    unreached = {name: kind for name, kind in changed.items() if name not in told}
    if unreached:
        yield Behind(f"the {word} run ended before it came to them", unreached, ours=True)


@dataclass(frozen=True, slots=True)
class _Line:
    """Causes that are told in one line; `ours` where no answer of a server is behind them."""

    title: str
    of: tuple[Cause, ...]
    ours: bool = False


def _folded(causes: Iterable[Cause]) -> Iterator[_Line]:
    """Yield the lines of causes: what needs ids is one, and what is not there where it is much."""
    kinds: dict[str, list[Cause]] = {"absent": [], "given": []}
    for cause in causes:
        if cause.key.kind in kinds:
            kinds[cause.key.kind].append(cause)
        else:
            yield _Line(cause.title, (cause,), cause.key.kind == "unshown")
    absent = tuple(kinds["absent"])
    if len(absent) > _ABSENT:  # an operation each, and nothing else to be told of it
        calls = some(tuple(cause.key.call for cause in absent))
        yield _Line(f"{len(absent)} operations are not there: {calls}", absent)
    else:
        yield from (_Line(cause.title, (cause,)) for cause in absent)
    if kinds["given"]:
        yield _Line(_GIVEN, tuple(kinds["given"]), ours=True)


def _ids(cause: Cause) -> tuple[str, ...]:
    return tuple(v.id for v in (*cause.broken, *cause.following, *cause.blocked))
