"""The fix list: what a run comes to, as the few things that are to be mended next.

A cause is what the server said or did (`reports/reading.py`). It explains claims that are broken,
and claims that could not be judged because of it; the causes that explain most come first, and
before all of them those that explain what is newly broken (`reports/newly.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from harness.ledger import Ledger
from harness.reasons import DISPLACES, WITHHELD
from harness.verdict import Verdict
from reports.absent import presence
from reports.forgetting import FORGOTTEN, forgetting
from reports.gathering import Gathered
from reports.newly import newly
from reports.reading import Key, Kind, Reader, some

_PLAIN = 160  # characters of a message that is read at a glance
_WAYS = 3  # in which one promise is broken, each told by itself
FIRST = 5  # things that are to be done next
_BROKEN = ("fail", "warn", "error", "known")
_SERVER: tuple[Kind, ...] = ("call", "takes", "lacks", "value", "seen")


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that a server does otherwise, and the verdicts that it explains.

    `broken` are its findings, `following` those that follow from one of them, `blocked` what could
    not be judged, `new` how many of all these are newly so. `exchange` is the id of the one that
    shows it, "" where none does. A verdict with findings of several kinds belongs to each of their
    causes.
    """

    key: Key
    broken: tuple[Verdict, ...] = ()
    following: tuple[Verdict, ...] = ()
    blocked: tuple[Verdict, ...] = ()
    exchange: str = ""
    title: str = ""
    new: int = 0

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The findings that are its own; of a cause that only blocks, what is blocked."""
        return self.broken or self.following or self.blocked

    @property
    def first(self) -> Verdict:
        """The verdict that stands for all."""
        return self.verdicts[0]

    @property
    def breaches(self) -> int:
        """How many claims are broken by it."""
        return len(self.broken) + len(self.following)

    @property
    def count(self) -> int:
        """How many claims it explains."""
        return self.breaches + len(self.blocked)

    @property
    def clause(self) -> str:
        """The clause of all that is broken, or "" when several are."""
        return self.first.clause if len({v.clause for v in self.verdicts}) == 1 else ""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that it is about."""
        return (self.key.field,) if self.key.field else ()

    @property
    def numbers(self) -> str:
        """How many claims it breaks and blocks, in words, and how many of these newly."""
        parts = ((self.breaches, "broken"), (len(self.blocked), "blocked"))
        told = ", ".join(f"{number:,} {word}" for number, word in parts if number)
        return f"{told}, {self.new:,} of these newly" if self.new else told


@dataclass(frozen=True, slots=True)
class FixList:
    """What is to be done: `causes` of the server's, what it does not have, what it was not given.

    `absent` are causes that are operations the server does not have; `given` verdicts that need an
    id which no call makes, `withheld` those that need a request which a run that reads withholds,
    `displacing` those that need what belongs to the account to be displaced.
    """

    causes: tuple[Cause, ...] = ()
    absent: tuple[Cause, ...] = ()
    given: tuple[Verdict, ...] = ()
    withheld: tuple[Verdict, ...] = ()
    displacing: tuple[Verdict, ...] = ()

    @property
    def first(self) -> tuple[Cause, ...]:
        """The things to do next."""
        return self.causes[:FIRST]

    @property
    def missing(self) -> tuple[str, ...]:
        """The titles of the operations that the server does not have."""
        return tuple(sorted({cause.key.call for cause in self.absent}))

    @property
    def lost(self) -> int:
        """How many claims are lost by what the server does not have."""
        names = {v.id for cause in self.absent
                 for v in (*cause.broken, *cause.following, *cause.blocked)}  # fmt: skip
        return len(names)


class Causes:
    """The causes behind the verdicts of one ledger; made once, for it is asked by each part."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._reader = Reader(ledger)
        self._forgetting = forgetting(ledger, self._reader.keys)
        self._known: Mapping[str, Verdict] = {v.id: v for v in ledger.verdicts}
        self.new = newly(ledger)
        self._chance = {name for name, law in ledger.laws.items() if law.chance}
        asked = presence(ledger)
        self._presence = {verdict.id for verdict in asked}
        self._unseen = {v.operation for v in asked if v.status == "not_testable"}

    @cached_property
    def fixes(self) -> FixList:
        """What is to be done about the musts that are broken, and about what could not be judged.

        What is known, what hangs on it, and what is no must, is not among it.
        """
        wanted = [
            v
            for v in self._ledger.verdicts
            if v.status == "fail" or (v.status == "not_testable" and not self._expected(v))
        ]
        found = self.of(wanted)
        given = [v for cause in found if cause.key.kind == "given" for v in cause.blocked]
        return FixList(
            tuple(sorted(
                (c for c in found if c.key.kind in _SERVER or (c.new and c.key.kind == "absent")),
                key=lambda c: (not c.new, self._beside(c)),
            )),
            tuple(cause for cause in found if cause.key.kind == "absent"),
            tuple(given),
            *(tuple(v for cause in found if cause.key.words == words for v in cause.blocked)
              for words in (WITHHELD, DISPLACES)),
        )  # fmt: skip

    def _beside(self, cause: Cause) -> bool:
        """Whether a cause is a call that the server does not have, and that no operation needs
        which it was seen to have: such causes come last.
        """
        gone = cause.key.same[0] == "absent" and not cause.breaches
        return gone and all(verdict.operation in self._unseen for verdict in cause.blocked)

    def _expected(self, verdict: Verdict) -> bool:
        """Whether a claim that could not be judged hangs on a failure that is known."""
        above = self._known.get(verdict.root) or self._known.get(verdict.blocked_by)
        return above is not None and above.status == "known" and above.id not in self._presence

    def of(self, verdicts: Iterable[Verdict]) -> list[Cause]:
        """Group verdicts by their causes, those that explain most first, what is new before all.

        A server that remembers nothing is mended first, whatever else it does.
        """
        found: dict[tuple[str, ...], Gathered] = {}
        keys: dict[tuple[str, ...], Key] = {}
        for verdict in verdicts:
            for key, follows in self._keys(verdict):
                keys.setdefault(key.same, key)
                found.setdefault(key.same, Gathered()).add(
                    verdict, key, follows=follows, new=verdict.id in self.new,
                    chance=verdict.law in self._chance,
                )  # fmt: skip
        made = [_made(*told) for told in _merged(keys, found)]
        return sorted(made, key=lambda c: (
            -c.new, c.key.same != FORGOTTEN, -c.count, -c.breaches, c.title,
        ))  # fmt: skip

    def _keys(self, verdict: Verdict) -> Iterator[tuple[Key, bool]]:
        """Yield the keys of a verdict, and whether it follows from another there."""
        root = self._known.get(verdict.root)
        if root is not None and root.status in _BROKEN and root.id != verdict.id:
            for key in self._causes(root)[:1]:
                yield key, True
            return
        for key in self._causes(verdict):
            yield key, False

    def _causes(self, verdict: Verdict) -> tuple[Key, ...]:
        """Return the causes of a verdict; the symptoms of one that explains more are that one."""
        keys, whole = self._reader.keys(verdict), self._forgetting
        if whole is None:
            return keys
        return tuple({key.same: key for key in (whole.of(verdict, key) for key in keys)}.values())


def _merged(
    keys: Mapping[tuple[str, ...], Key], found: Mapping[tuple[str, ...], Gathered]
) -> Iterable[tuple[Key, Gathered]]:
    """Return the causes; those that read alike are one."""
    told: dict[str, tuple[Key, Gathered]] = {}
    for key, one in _whole(keys, found):
        known = told.setdefault(_titled(key, one)[1], (key, one))[1]
        if known is not one:
            known.join(one)
    return told.values()


def _whole(
    keys: Mapping[tuple[str, ...], Key], found: Mapping[tuple[str, ...], Gathered]
) -> Iterator[tuple[Key, Gathered]]:
    """Yield the causes; a promise that is broken in many ways, with no more to tell, is one, and a
    field that many resources lack.
    """
    ways: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    for same, key in keys.items():
        ways[key.promise, _lost_by(key)[1]].append(same)
    for (promise, lost), every in ways.items():
        if len(every) <= _WAYS or not (promise or lost):
            yield from ((keys[same], found[same]) for same in every)
            continue
        every.sort(key=lambda same: -found[same].count)
        whole = Gathered()
        for same in every:
            whole.join(found[same])
        words = f"{promise}: broken in {len(every)} ways"
        if lost:
            whose = some(tuple(_lost_by(keys[same])[0] for same in every))
            words = f"{len(every)} resources lack `{lost}`: {whose}"
        yield replace(keys[every[0]], words=words), whole


def _lost_by(key: Key) -> tuple[str, str]:
    """Return the resource that lacks a field, and the field; "" twice where that is no cause."""
    kind, *whose = key.same
    return (whose[0], whose[1]) if kind == "lacks" and key.field and len(whose) == 2 else ("", "")


def _titled(key: Key, found: Gathered) -> tuple[Key, str]:
    key = replace(key, words=found.words(key.words))
    return key, key.title(found.calls)


def _made(key: Key, found: Gathered) -> Cause:
    """Return a cause: what is new stands first, what says too much to stand for others last."""
    key, title = _titled(key, found)
    own = sorted(found.broken.values(), key=lambda v: len(v.message) > _PLAIN)
    every = (own, found.following.values(), found.blocked.values())
    broken, following, blocked = (
        tuple(sorted(one, key=lambda v: v.id not in found.new)) for one in every
    )
    return Cause(key, broken, following, blocked, found.exchange, title, len(found.new))
