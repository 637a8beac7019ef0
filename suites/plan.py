"""What a run asks, known before the first request: laws times what they speak of.

The plan depends on the contracts and the profile, never on a target. Two servers, two runs, two
shards differ in verdicts and never in what was asked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

from contracts.errors import declared_by
from contracts.model import Contracts, Operation
from harness.claim import OWN, Claim
from harness.claim import Law as LawRecord
from harness.judge import upwards
from suites.guessed import level_of
from suites.law import About, Family, Law, Profile

# The columns of the overview, in their order; a topic's package names its own as COLUMN.
COLUMNS = (
    "valid forms", "required", "refusals", "same everywhere", "updates", "lists", "search",
    "expand", "lifecycles", "money", "races", "idempotency", "keys", "every answer", "dialect", OWN,
)  # fmt: skip
_SHARE = 16  # a resource with more than this part of all claims is spread over the workers


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim, the law that judges it, and what it is about."""

    law: Law
    claim: Claim
    about: About


@dataclass(frozen=True, slots=True)
class Group:
    """The claims that share requests. `bundle` names the groups that one worker asks in order,
    since they share objects.
    """

    id: str
    family: Family
    subject: object
    asked: tuple[Asked, ...]
    bundle: str = ""

    def __repr__(self) -> str:
        """Return its name: tools that write the parameters of tests keep histories by this."""
        return self.id


@dataclass(frozen=True, eq=False)
class Plan:
    """Everything that a profile asks. `watched` are the claims of exchanges, by operation id."""

    laws: tuple[Law, ...]
    groups: tuple[Group, ...]
    watched: Mapping[str, tuple[Asked, ...]]
    columns: Mapping[str, str]
    contracts: Contracts  # what they promise that are asked
    unsure: frozenset[str] = frozenset()  # claims that bind as if a guess were confirmed

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Every claim by its id, each with the names of all groups that may show it."""
        feeding: dict[str, list[str]] = defaultdict(list)
        found: dict[str, Claim] = {}
        for group in self.groups:
            for asked in group.asked:
                found.setdefault(asked.claim.id, asked.claim)
                feeding[asked.claim.id].append(group.id)
        feeders = _Feeders(self.groups)
        for operation, watched in self.watched.items():
            for asked in watched:
                found[asked.claim.id] = asked.claim
                feeding[asked.claim.id] = feeders.of(operation, asked.law)
        return {name: replace(claim, groups=tuple(feeding[name]))
                for name, claim in sorted(found.items())}  # fmt: skip

    @cached_property
    def below(self) -> dict[str, list[str]]:
        """The ids of the claims that an id stands for: its own, and those below it."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in self.claims:
            for above in upwards(name):
                found[above].append(name)
        return dict(found)

    @cached_property
    def law_of(self) -> dict[str, Law]:
        """Every law by its name."""
        return {law.name: law for law in self.laws}

    @property
    def follows(self) -> dict[str, tuple[str, ...]]:
        """The laws whose breach explains one of a law, by the law's name."""
        return {law.name: law.follows for law in self.laws if law.follows}

    def records(self) -> Iterator[LawRecord]:
        """Yield what reports need to know of each law, in the order of the columns."""
        places = {name: place for place, name in enumerate(COLUMNS)}
        found = [(self.columns.get(law.topic, OWN), law) for law in self.laws]
        for column, law in sorted(found, key=lambda pair: places.get(pair[0], len(places) - 1)):
            first = law.family is not None and law.family.first
            yield LawRecord(
                law.name, column, law.sequence, law.places, first, law.parts, law.says,
                law.taking, law.presence, law.again, law.chance, law.wrong,
            )  # fmt: skip


class _Feeders:
    """Which groups show what an operation's answers are like: a fixed set, so that a claim of
    exchanges can be asked alone.
    """

    def __init__(self, groups: Iterable[Group]) -> None:
        self._by: dict[tuple[str, str], list[str]] = defaultdict(list)
        for group in groups:
            for operation in {asked.about.operation.id for asked in group.asked}:
                self._by[operation, group.family.name].append(group.id)
                if group.family.feeds:
                    self._by[operation, ""].append(group.id)

    def of(self, operation: str, law: Law) -> list[str]:
        """Return the names of the groups that feed a law's claim about an operation."""
        usual = self._by.get((operation, ""), [])
        own = [name for family in law.fed_by for name in self._by.get((operation, family), [])]
        return [*usual, *own]


Reaches = Callable[[str], bool]


def make(
    contracts: Contracts, laws: Iterable[Law], columns: Mapping[str, str], profile: Profile,
    reaches: Reaches = lambda _prefix: True,
) -> Plan:  # fmt: skip
    """Return what a profile asks of any target. Raises ContractError when an id is given twice.

    `reaches` says whether an id that starts so can be asked for: groups in which none can, and
    that feed none, are left out unread.
    """
    every = tuple(laws)
    reach = _Reach(contracts, every, reaches)
    families = {law.family.name: law.family for law in every if law.family}
    by_family: dict[str, list[Law]] = defaultdict(list)
    for law in every:
        if law.family is not None:
            by_family[law.family.name].append(law)
    groups = [
        group
        for name, family in sorted(families.items(), key=_rank)
        for group in _under_each(
            contracts,
            partial(_groups, family, _ordered(family, by_family[name]), profile, reach),
        )
    ]
    _check(contracts.root, groups)
    watched = {
        operation.id: tuple(_watched(operation, every, contracts.of(operation)))
        for operation in contracts.operations
    }
    return Plan(every, tuple(_bundled(groups)), watched, columns, contracts)


def _rank(item: tuple[str, Family]) -> tuple[bool, bool, str]:
    """Return where a family stands: few objects first, then what others stand on."""
    return (not item[1].first, not item[1].feeds, item[0])


def _ordered(family: Family, laws: list[Law]) -> list[Law]:
    places = {name: place for place, name in enumerate(family.order)}
    return sorted(laws, key=lambda law: (places.get(law.name.rpartition(".")[2], len(places)),
                                         law.name))  # fmt: skip


class _Reach:
    """Which groups are worth being planned: those of which an id can be asked for, and feeders."""

    def __init__(self, contracts: Contracts, laws: Iterable[Law], reaches: Reaches) -> None:
        self._contracts = contracts
        self._reaches = reaches
        exchange = [law for law in laws if law.family is None]
        self._fed_by = {name for law in exchange for name in law.fed_by}
        self._fed = {o.id for o in contracts.operations
                     if any(reaches(f"{o.id}.{law.words}") for law in exchange)}  # fmt: skip

    def wants(self, family: Family, laws: Iterable[Law], subject: object) -> bool:
        """Whether the group of a subject can have something to say."""
        own = getattr(subject, "operation", None)
        operation = subject if isinstance(subject, Operation) else own
        if not isinstance(operation, Operation):
            return True
        near = self._contracts.resource(operation.resource).operations
        feeds = family.feeds or family.name in self._fed_by
        if feeds and any(o.id in self._fed for o in near):
            return True
        return any(self._reaches(f"{o.id}.{law.words}") for law in laws for o in near)


def _under_each(
    contracts: Contracts, groups: Callable[[Contracts], Iterable[Group]]
) -> Iterator[Group]:
    """Yield the groups of a family under each set of conventions; what speaks of operations of
    several sets is a group for each.
    """
    if not contracts.sets:
        yield from groups(contracts)
        return
    names: set[str] = set()
    for view in contracts.views:
        for group in groups(view):
            own = tuple(one for one in group.asked if one.about.operation.set == view.set)
            if own:
                name = f"{group.id}@{view.set}" if group.id in names else group.id
                names.add(name)
                yield replace(group, id=name, asked=own)


def _groups(
    family: Family, laws: list[Law], profile: Profile, reach: _Reach, contracts: Contracts
) -> Iterator[Group]:
    for subject in family.about(contracts):
        if not reach.wants(family, laws, subject):
            continue
        asked = tuple(
            Asked(law, claim_of(law, about, contracts), about)
            for law in laws
            for about in law.each(subject, contracts)
            if profile == "thorough" or not about.deep
        )
        if asked:
            yield Group(family.group_id(subject), family, subject, asked)


def _watched(operation: Operation, laws: Iterable[Law], contracts: Contracts) -> Iterator[Asked]:
    for law in laws:
        if law.family is None:
            for about in law.each(operation, contracts):
                yield Asked(law, claim_of(law, about, contracts), about)


def claim_of(law: Law, about: About, contracts: Contracts) -> Claim:
    """Return the claim that a law makes about something; what stands on a guess is a probe."""
    place = f".{about.place}" if about.place else ""
    return Claim(
        f"{about.operation.id}.{law.words}{place}",
        about.clause or law.clause or about.operation.cited, about.operation.title,
        level_of(law, about, contracts.of(about.operation).api), about.source, law.name,
    )  # fmt: skip


def _check(root: Path, groups: Iterable[Group]) -> None:
    """Raise ContractError when two groups have one name, or one claim is asked twice."""
    owners: dict[str, str] = {}
    names: set[str] = set()
    for group in groups:
        if group.id in names:
            reason = f"two groups are named {group.id!r}"
            raise declared_by(root, group.family.stand, reason)
        names.add(group.id)
        for asked in group.asked:
            other = owners.get(asked.claim.id)
            if other is not None and not asked.law.parts:
                reason = f"the claim {asked.claim.id!r} is asked by {other} and by {group.id}"
                raise declared_by(root, asked.law.body, reason)
            owners[asked.claim.id] = group.id


def users(groups: Iterable[Group]) -> dict[str, set[str]]:
    """Return the ids of the operations that the groups of each bundle ask."""
    found: dict[str, set[str]] = {}
    for group in groups:
        asked = {asked.about.operation.id for asked in group.asked}
        found.setdefault(group.bundle, set()).update(asked)
    return found


def _bundled(groups: list[Group]) -> Iterator[Group]:
    """Yield the groups with the bundle of each: those of a resource, or, where these are many, of
    an operation.
    """
    sizes = Counter(_operation(group).resource for group in groups for _ in group.asked)
    total = sum(sizes.values())
    for group in groups:
        operation = _operation(group)
        crowded = sizes[operation.resource] * _SHARE > total
        yield replace(group, bundle=operation.id if crowded else operation.resource)


def _operation(group: Group) -> Operation:
    return group.asked[0].about.operation
