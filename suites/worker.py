"""What the groups of one worker share: the way to the target, and what was made and learnt of it.

Nothing here decides what a group asks. Objects and what was learnt of the target are what claims
stand on; to have them twice costs requests and changes no verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from zlib import crc32

from contracts.model import Contracts
from harness.exchange import Exchange
from harness.siblings import Siblings
from suites.doubts import Doubts
from suites.firsts import Firsts
from suites.guard import Account, Owned, Sender
from suites.law import Profile
from suites.looking.routing import Router
from suites.objects.stock import Stock
from suites.origins import Origins
from suites.plan import Asked
from suites.twins import Twins
from suites.written import Written


def _silent(_trouble: Exception) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class Worker:
    """Who asks groups, one after the other. `run` makes what it sends unlike what other runs send.

    `watched` are the claims of exchanges by operation id; `told` hears of exceptions, which are
    defects of the suite; `siblings` is what the other workers of the run were answered.
    """

    target: Sender
    contracts: Contracts
    profile: Profile
    run: str
    seed: int = 0
    ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    watched: Mapping[str, Iterable[Asked]] = field(default_factory=dict)
    told: Callable[[Exception], None] = _silent
    doubts: Doubts = field(default_factory=Doubts)
    account: Account = "own"
    read_only: bool = False
    siblings: Siblings = field(default_factory=Siblings)
    firsts: Firsts = field(default_factory=Firsts)
    written: Written = field(init=False)
    stock: Stock = field(init=False)
    router: Router = field(init=False)
    learnt: Learnt = field(init=False)
    origins: Origins = field(init=False)
    owned: Owned = field(init=False)

    def __post_init__(self) -> None:
        self.stock = Stock(self.ids, turn=crc32(self.run.encode()))
        self.router = Router(self.contracts.operations)
        self.learnt = Learnt()
        given = [name for names in self.ids.values() for name in names]
        self.written = Written(frozenset(given))
        self.owned = Owned(self.contracts, given, self.account, read_only=self.read_only)
        self.origins = Origins(self.contracts, given)

    def beside(self) -> Worker:
        """Return one whose groups are asked beside those of this: its objects are its own.

        What was configured is there once, and so is what is known of how much of it is used up;
        what answers have shown of the target is known to all.
        """
        found = replace(self)
        found.stock, found.owned = self.stock.beside(), self.owned
        found.learnt = self.learnt
        return found

    def anew(self, lively: Iterable[str]) -> Worker:
        """Return one that asks a group again: with objects of its own, and twins sent anew.

        `lively` are the lists that were known to hold something when the group was first asked.
        """
        found = self.beside()
        found.origins, found.learnt = self.origins, Learnt(self.learnt.alive, set(lively))
        found.written = self.written
        found.learnt.otherwise = self.learnt.otherwise
        return found

    def mark(self, group: str, turn: int = 0) -> str:
        """Return the start of the unique texts of a group: the same in every run but for `run`.

        Each `turn`, in which it is asked again, has others.
        """
        named = f"{group}#{turn}" if turn else group
        return f"assay{self.run}g{crc32(named.encode()):08x}"


@dataclass(slots=True)
class Learnt:
    """What answers have shown of the target, by operation or resource; see `suites/merit.py`."""

    alive: set[str] = field(default_factory=set)  # operations that accepted something
    lively: set[str] = field(default_factory=set)  # lists that held or refused something
    twins: Twins = field(default_factory=Twins)
    in_the_way: dict[tuple[str, str], tuple[Exchange, ...]] = field(default_factory=dict)
    born: dict[str, list[str]] = field(default_factory=dict)  # ids that creations answered with
    otherwise: dict[str, bool] = field(default_factory=dict)  # operations: is it another subject?
    repeats: dict[str, bool] = field(default_factory=dict)  # actions that a used up object takes
    told: set[str] = field(default_factory=set)  # ids of objects that answers have shown
    stirring: dict[str, bool] = field(default_factory=dict)  # whether updates are seen by reads
    shown: dict[str, Exchange] = field(default_factory=dict)  # what showed an operation at work
    seen: dict[str, dict[str, Exchange]] = field(default_factory=dict)  # refusals, one of a sort
    unrouted: dict[str, bool] = field(default_factory=dict)  # operations: are they not there?
    nowhere: dict[str, Exchange] = field(default_factory=dict)  # of a path that is none, by method

    def mended(self, later: Learnt) -> None:
        """Take over the twins that were accepted when they were sent again, and not before."""
        for mark, twin in later.twins.items():
            known = self.twins.get(mark)
            if _accepted(twin) and known is not None and not _accepted(known):
                self.twins[mark] = twin


def _accepted(twin: Exchange | str) -> bool:
    return not isinstance(twin, str) and twin.accepted
