"""How the groups of a run are shared out: to workers that ask several at a time, and to shards.

A worker that asks one group after the other is handed the next bundle when it has done with one.
One that waits for a far target has many under way, and so knows from the start which bundles are
its own: those of the plan are laid on the workers, the longest first, each on the one that has
least. A shard is a part of the plan that one run asks by itself, on whatever machine: its bundles
are laid in the same way, those together that may take one configured object and change it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from assay.run.settings import Settings
from suites.asking import selected
from suites.declared import Declared
from suites.law import Profile
from suites.objects.scarce import changed, taking, together
from suites.plan import Group, users
from suites.pool import weight
from suites.selection import Selection

Shard = tuple[int, int]  # which, from 1 on, of how many


def shares(
    groups: Sequence[Group], count: int, one: Mapping[str, str] | None = None
) -> dict[str, int]:
    """Return which of `count` workers, from 0 on, asks each bundle.

    It depends on the groups alone, and on which bundles stay together: those that `one` gives one
    name.
    """
    joined = one or {}
    lengths: Counter[str] = Counter()
    for group in groups:
        lengths[joined.get(group.bundle, group.bundle)] += weight(group)
    laid = dict.fromkeys(range(count), 0)
    found = {}
    for name, length in sorted(lengths.items(), key=lambda entry: (-entry[1], entry[0])):
        found[name] = least = min(laid, key=laid.__getitem__)
        laid[least] += length
    return {group.bundle: found[joined.get(group.bundle, group.bundle)] for group in groups}


def number(worker: str) -> int | None:
    """Return the number of a worker by the name that pytest-xdist gives it: 3 of `gw3`."""
    digits = worker.removeprefix("gw")
    return int(digits) if digits.isascii() and digits.isdigit() else None


def named(worker: str, shard: Shard | None, resumed: int = 0) -> str:
    """Return a worker's name, which none of another shard, or of a run before, has.

    Ids of exchanges begin so.
    """
    part = f"s{shard[0]}" if shard else ""
    return f"{part}r{resumed}{worker}" if resumed else f"{part}{worker}"


def left(settings: Settings) -> tuple[Group, ...]:
    """Return the groups that a run is to ask. Raises ContractError, Unmatched."""
    done = frozenset(settings.done)
    return tuple(group for group in selection_of(settings).groups if group.id not in done)


def selection_of(settings: Settings) -> Selection:
    """Return what a run asks: of what was selected its shard. Raises ContractError, Unmatched."""
    of = (settings.package, settings.profile, settings.only, settings.declared)
    if settings.shard is None:
        return selected(*of)
    return part(*of, settings.shard, frozenset(settings.ids))


@cache
def part(
    package: Path, profile: Profile, only: tuple[str, ...], declared: Declared, shard: Shard,
    ids: frozenset[str],
) -> Selection:  # fmt: skip
    """Return the part of what is selected that a shard asks. Raises ContractError, Unmatched.

    `ids` are the names of the configuration. A claim that any answer may show is asked by each
    shard, for what a group makes to stand on is such an answer; so is what is declared unsupported.
    """
    found, (which, count) = selected(package, profile, only, declared), shard
    names = changed(found.plan.contracts) & {name.partition(":")[0] for name in ids}
    taken = taking(found.plan.contracts, users(found.groups))
    laid = shares(found.groups, count, together(taken, names))
    own = tuple(group for group in found.groups if laid[group.bundle] == which - 1)
    asked, claims = {group.id for group in own}, found.plan.claims
    anywhere = {one.claim.id for every in found.plan.watched.values() for one in every}
    kept = frozenset(
        name for name in found.asked
        if name in anywhere or name in found.unsupported
        or not asked.isdisjoint(claims[name].groups)
    )  # fmt: skip
    return replace(found, asked=kept, groups=own)
