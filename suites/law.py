"""How a law is declared: what it is about, what must be there first, and the function that judges.

A law is one function. It looks at what its *family* has brought together, and returns an `Outcome`,
or raises `Unavailable` with the exchange that stood in the way. Everything else is done by the
runner, once for all laws: which are asked (`suites/plan.py`), that each claim gets one verdict, and
that an error is never a breach (`suites/hold.py`).

A family is what some laws share: the subjects they speak of, and how the objects and answers that
they look at are had. One family and one subject make a *group*: claims that share requests.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, Literal, get_args

from contracts.model import Contracts, Level, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.declaring import check_declared

if TYPE_CHECKING:
    from suites.lab import Lab

Profile = Literal["smoke", "standard", "thorough"]
PROFILES: tuple[Profile, ...] = ("smoke", "standard", "thorough")
# What a law stands on that a package may mark as guessed: sections of the conventions, what an
# operation is for and that it echoes, keys of the row that a claim is about.
Fact = Literal[
    "error", "list", "object", "echo", "kind", "row.enum", "row.excludes", "row.format",
    "row.items", "row.max_length", "row.maximum", "row.minimum", "row.needs", "row.pattern",
    "row.references", "row.required", "row.type", "row.values",
]  # fmt: skip
ROWS: tuple[Fact, ...] = tuple(fact for fact in get_args(Fact) if fact.startswith("row."))


class Unavailable(Exception):  # noqa: N818 - it is not an error, it is an answer
    """What a law needs cannot be had: its claim is not testable. The text says why, for people.

    `exchanges` are the calls that stood in the way, `blocked_by` the claim or the call that has to
    work first, such as `issuing.card.create.accepts` or `POST /v1/customers`.
    """

    def __init__(self, reason: str, *exchanges: Exchange, blocked_by: str = "") -> None:
        super().__init__(reason)
        self.exchanges = exchanges
        self.blocked_by = blocked_by

    def afresh(self) -> Unavailable:
        """Return the same, as it is kept: without the frames that it was raised through."""
        slim = (exchange.slim() for exchange in self.exchanges)
        return Unavailable(str(self), *slim, blocked_by=self.blocked_by)


class Breach(Exception):  # noqa: N818 - a finding that ends what a law was doing
    """The law is broken where it could not go on looking, such as by a page that is none."""

    def __init__(self, expected: str, observed: str, *exchanges: Exchange) -> None:
        super().__init__(observed)
        self.outcome = Outcome(False, expected, observed, exchanges)


def held(holds: bool, expected: str, observed: str, *evidence: Exchange) -> Outcome:
    """Return whether a law holds, and what was expected and observed when it does not."""
    return Outcome(True, evidence=evidence) if holds else broken(expected, observed, *evidence)


def passed(*evidence: Exchange) -> Outcome:
    """Return that a law holds, as `evidence` shows."""
    return Outcome(True, evidence=evidence)


def broken(
    expected: str, observed: str, *evidence: Exchange, level: Level | None = None,
    clause: str = "", message: str = "", silent: bool = False,
) -> Outcome:  # fmt: skip
    """Return that a law does not hold; `level` and `clause` where they are not the claim's.

    `silent` says that the breach is just that there was no answer.
    """
    return Outcome(False, expected, observed, evidence, message, level, clause, silent=silent)


@dataclass(frozen=True, slots=True)
class About:
    """What one claim is about, inside its group.

    `given` is handed to the law, `place` ends the claim's id. `clause`, `level` and `source` are
    for claims that do not have the law's own. `kind` says what sort of subject it is, where its
    operation's kind does not say all: a smoke run asks a law of a few subjects of each kind.
    `deep` says that only a thorough run asks it.
    """

    operation: Operation
    place: str = ""
    given: Any = None
    clause: str = ""
    level: Level | None = None
    source: str = ""
    kind: str = ""
    deep: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """Laws that share requests: what they are about, and what they look at.

    `about` yields the subjects; `stand` brings together what the laws look at, and may raise
    Unavailable, which then is the verdict on each of them. The laws are asked in the order of
    `order`, then of their names. `feeds` says that what such a group sends shows enough of its
    operation for claims of exchanges; `first` that its objects are few and are to be had early,
    `draws` that what it sends is drawn by Hypothesis, and so may differ with what is installed.
    `stands_on` is what each of its laws stands on; see `Law`.
    """

    name: str
    about: Callable[[Contracts], Iterable[Any]]
    stand: Callable[[Lab, Any], Any]
    order: tuple[str, ...] = ()
    feeds: bool = False
    first: bool = False
    draws: bool = False
    named: Callable[[Any], str] = lambda subject: str(subject.id)  # the start of a group's name
    stands_on: tuple[Fact, ...] | None = None

    def group_id(self, subject: Any) -> str:
        """Return the name of a group: the same in every run, whoever asks."""
        start = self.named(subject)
        return f"{start}.{self.name}" if self.name else start


Each = Callable[[Any, Contracts], Iterable[About]]
Body = Callable[..., Outcome]


@dataclass(frozen=True, slots=True)
class Law:
    """One promise: its name, where it is written, how much it binds, and the function that judges.

    `name` is `<topic>.<law>` as its file is; `family` is None for a law of exchanges, which judges
    whatever answer its operation gives. `each` yields what its claims in a group are about.
    `places` says that it tells findings apart, `sequence` that its evidence has to be repeated in
    order, `parts` that several groups feed one claim, `recorded` that it holds for traffic that
    others recorded, `broad` that a smoke run which asks it of a kind of subject asks all of that
    kind, `fed_by` which families' groups show it where the usual ones do not, `lost` that it looks
    at requests without an answer as well, `told_by` which law tells a place already when its claim
    about that row of the operation is broken. `follows` names the laws whose breach explains one of
    this: they are what is to be mended first. `chance` says that a breach need not come back when
    it is asked again, as of a race, or was repeated already: it is told as seen. `taking` says
    that a server keeps it which takes whatever it is sent, answers in the right form and remembers
    nothing: it is counted apart.
    `presence` says that its breach means that the operation is not there: it holds of an object
    whatever that can serve for, and the other claims of the operation hang on it. `again` says that
    it asks for what was made or changed once more: a server that remembers nothing breaks it.
    `wrong` is what a server takes that breaks it, where that has to be refused, as "empty texts".
    `own` says that it is one of the API package's. `stands_on` are the facts without which it asks
    for nothing that anybody promised: where a package marks one as guessed, its claim is a probe.
    None says nothing of that, which is for laws of a package alone.
    """

    name: str
    clause: str
    level: Level
    body: Body
    family: Family | None
    each: Each
    sequence: bool = False
    places: bool = False
    parts: bool = False
    recorded: bool = False
    broad: bool = False
    fed_by: tuple[str, ...] = ()
    lost: bool = False
    told_by: str = ""
    says: str = ""
    follows: tuple[str, ...] = ()
    chance: bool = False
    taking: bool = False
    presence: bool = False
    again: bool = False
    own: bool = False
    wrong: str = ""
    stands_on: tuple[Fact, ...] | None = None

    @property
    def facts(self) -> frozenset[Fact]:
        """What it stands on, by itself and by its family."""
        return frozenset(
            (*(self.stands_on or ()), *((self.family and self.family.stands_on) or ()))
        )

    @property
    def topic(self) -> str:
        """The first part of its name."""
        return self.name.partition(".")[0]

    @property
    def words(self) -> str:
        """The law's part of an id: a topic that is one law has no second word."""
        topic, _, rule = self.name.partition(".")
        return topic if rule == topic else self.name


def _one(subject: Any, _contracts: Contracts) -> Iterator[About]:
    """Yield the subject itself: one claim a group."""
    yield About(subject.operation if hasattr(subject, "operation") else subject)


def law(
    family: Family,
    *,
    clause: str,
    level: Level = "must",
    each: Each = _one,
    where: Callable[[Operation, Contracts], bool] | None = None,
    name: str = "",
    sequence: bool = False,
    places: bool = False,
    parts: bool = False,
    broad: bool = False,
    follows: tuple[str, ...] = (),
    chance: bool = False,
    taking: bool = False,
    presence: bool = False,
    again: bool = False,
    situations: tuple[str, ...] = (),
    stands_on: tuple[Fact, ...] | None = None,
    wrong: str = "",
) -> Callable[[Body], Law]:
    """Declare the function below as a law of a family. Its name is that of its file, or `name`.

    `where` is a guard that needs nothing but the contracts, `situations` those of which the law
    speaks: it is not asked of an operation of which one is not declared; see `Law` for the rest.
    """

    def guarded(subject: Any, contracts: Contracts) -> Iterator[About]:
        for about in each(subject, contracts):
            declared = all(contracts.situation(name, about.operation) for name in situations)
            if declared and (where is None or where(about.operation, contracts)):
                yield about

    check_declared(level, (where, 2), (each, 2))

    def declare(body: Body) -> Law:
        return Law(
            name or _name_of(body.__module__), clause, level, body, family, guarded, sequence,
            places, parts, broad=broad, says=_says(body),
            follows=follows, chance=chance, taking=taking, presence=presence, again=again,
            stands_on=stands_on, wrong=wrong,
        )  # fmt: skip

    return declare


Examine = Callable[[Exchange, Operation, Contracts], Iterator[Finding | None]]


def exchange_law(
    *,
    clause: str,
    level: Level = "must",
    where: Callable[[Operation, Contracts], bool],
    recorded: bool,
    fed_by: Sequence[str] = (),
    lost: bool = False,
    told_by: str = "",
    follows: tuple[str, ...] = (),
    cites: Callable[[Operation, Contracts], str] | None = None,
    chance: bool = False,
    stands_on: tuple[Fact, ...] | None = None,
) -> Callable[[Examine], Law]:
    """Declare a law of any exchange: it yields a `Finding` for each complaint, and None for what is
    as it should be. Its body then yields the complaints, or None once when there are none and
    something was right.

    `where` says, by the contracts alone, whether an operation's answers can show anything about it;
    `recorded` that it also holds for traffic that others recorded, at any version of the API;
    `fed_by` names the families whose groups show it where the usual ones do not; `lost` that it
    looks at requests without an answer as well; `told_by` the law whose broken claim about a row
    says already what a finding at that row would say again; `cites` gives the clause where
    operations do not share one; `chance` says that it is not asked again.
    A server can keep it that remembers nothing.
    """

    check_declared(level, (where, 2), (cites, 2))

    def each(operation: Operation, contracts: Contracts) -> Iterator[About]:
        if where(operation, contracts):
            yield About(operation, clause=cites(operation, contracts) if cites else "")

    def declare(body: Examine) -> Law:
        check_declared(level, (body, 3))
        name = _name_of(body.__module__)
        return Law(
            name, clause, level, _summed(body), None, each,  # type: ignore[arg-type]
            places=True, parts=True, recorded=recorded, fed_by=tuple(fed_by), lost=lost,
            told_by=told_by, says=_promise_of(body.__module__), follows=follows,
            chance=chance, taking=True, stands_on=stands_on,
        )  # fmt: skip

    return declare


def _summed(body: Examine) -> Examine:
    """Let an exchange that shows a law kept in many places say so once, and not beside a breach."""

    @wraps(body)
    def examine(
        exchange: Exchange, operation: Operation, contracts: Contracts
    ) -> Iterator[Finding | None]:
        right = wrong = False
        for finding in body(exchange, operation, contracts):
            if finding is None:
                right = True
            else:
                wrong = wrong or finding.level != "probe"
                yield finding
        if right and not wrong:
            yield None

    return examine


def _name_of(module: str) -> str:
    """Return the name of the law that a module holds: the last two parts of its path."""
    return ".".join(module.split(".")[-2:])


_RAISES = " Raises "


def _says(body: Any) -> str:
    """Return what a law holds in a sentence, for who reads a report: without what it raises."""
    told = (body.__doc__ or "").partition("\n")[0]
    if told.startswith(_RAISES.strip()):
        return _promise_of(body.__module__)
    return str(told).partition(_RAISES)[0]


def _promise_of(module: str) -> str:
    """Return what the module of a law of exchanges begins with: its function says how it looks."""
    told = sys.modules[module].__doc__ if module in sys.modules else None
    return (told or "").partition("\n")[0]
