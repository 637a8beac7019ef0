"""What of a plan is asked: filters by id, and the groups that have to be run for them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from functools import cached_property

from contracts.retired import Retired
from harness.claim import Claim
from harness.judge import Scope
from suites.plan import Asked, Group, Plan

NOTHING = Retired()
_NEAR = 3  # ids that are offered for one that nothing has


class Unmatched(Exception):  # noqa: N818 - what a user wrote, not what failed
    """Filters that no claim matches: `told` says of each, with ids that are like it."""

    def __init__(self, told: Mapping[str, str]) -> None:
        super().__init__("; ".join(told.values()))
        self.told = told


@dataclass(frozen=True)
class Selection:
    """The ids of the claims that are asked, and the groups that ask them, in the plan's order.

    `unsupported` are those of which the user says that the target does not have it, with by what:
    they have a verdict as well, and nothing is sent for them.
    """

    plan: Plan
    asked: frozenset[str]
    groups: tuple[Group, ...]
    unsupported: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def judged(self) -> frozenset[str]:
        """The ids of the claims that the target is held to."""
        return self.asked - self.unsupported.keys()

    @cached_property
    def watched(self) -> dict[str, tuple[Asked, ...]]:
        """The claims of exchanges that are asked, by operation id."""
        return {
            name: tuple(asked for asked in every if asked.claim.id in self.judged)
            for name, every in self.plan.watched.items()
        }

    def claims(self) -> list[Claim]:
        """Return the claims that are asked, in the order of their ids."""
        return [claim for name, claim in self.plan.claims.items() if name in self.asked]


def select(plan: Plan, only: Sequence[str] = (), retired: Retired = NOTHING) -> Selection:
    """Return what `only` asks for: globs, ids, or ids with a place inside a claim.

    An id stands for everything below it as well; one that is retired, for what asks the same now.
    No filter asks for everything. Raises Unmatched when a filter matches no claim.
    """
    if not only:
        return Selection(plan, frozenset(plan.claims), plan.groups)
    found: set[str] = set()
    lost = []
    for text in only:
        matching = _matching(plan, retired.renamed.get(text, text))
        found |= matching
        if not matching:
            lost.append(text)
    if lost:
        raise Unmatched({text: _told(plan, text, retired) for text in lost})
    return Selection(plan, frozenset(found), _asking(plan, found))


def without(selection: Selection, declared: Mapping[str, str]) -> Selection:
    """Return a selection of which nothing is sent for what is declared unsupported, claim by claim.

    Raises Unmatched when nothing else is asked for.
    """
    taken = {name: by for name, by in declared.items() if name in selection.asked}
    left = selection.asked - taken.keys()
    if not left:
        by = " and ".join(sorted(set(taken.values())))
        raise Unmatched({by: f"all that is asked for is declared unsupported by {by}"})
    return replace(selection, groups=_asking(selection.plan, left), unsupported=taken)


def _asking(plan: Plan, claims: Iterable[str]) -> tuple[Group, ...]:
    """Return the groups that ask some claims, in the plan's order."""
    needed = {name for claim in claims for name in plan.claims[claim].groups}
    return tuple(group for group in plan.groups if group.id in needed)


def _matching(plan: Plan, text: str) -> set[str]:
    """Return the claims that a filter asks for; one with a place asks for its claim."""
    scope = Scope((text,))
    if "*" in text or "?" in text:
        found = {name for name in plan.claims if scope.holds(name)}
    else:
        found = set(plan.below.get(text, ()))
    for above in () if found else _upwards(text):
        found = {name for name in _placed(plan) if fnmatchcase(name, above)}
        if found:
            break
    return found


def _upwards(text: str) -> Iterator[str]:
    """Yield what stands above a place, up to where nothing but wildcards is left."""
    while "." in text:
        text = text.rpartition(".")[0]
        if any(map(str.isalpha, text.rpartition(".")[2])):
            yield text


def _placed(plan: Plan) -> Iterator[str]:
    """Yield the ids of claims whose findings are told apart by places."""
    return (name for name, claim in plan.claims.items() if plan.law_of[claim.law].places)


def _told(plan: Plan, text: str, retired: Retired) -> str:
    if text in retired.gone:
        return f"{text} is asked no more: {retired.gone[text]}"
    near = near_names(text, plan.claims)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    return f"no claim has an id that matches {text!r}{hint}"


def near_names(text: str, names: Iterable[str]) -> list[str]:
    """Return ids, or beginnings of ids, that are like a text."""
    bare = text.replace("*", "").strip(".")
    count = bare.count(".") + 1
    heads = {".".join(name.split(".")[:n]) for name in names for n in range(1, count + 1)}
    tails = {".".join(name.split(".")[2:]) for name in names} if text.startswith("*") else set()
    return difflib.get_close_matches(bare, sorted(heads | tails), _NEAR)
