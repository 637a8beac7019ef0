"""What is known to fail, heeded in the tests of a mock as it is in a run.

Whether an entry is fixed is known when all that it names was asked: what items found about claims
that entries name is kept until the session ends, and then the parts are put together, those of
other workers too.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assay.run.expecting import check_entries, known_of
from assay.run.judgement import undecided, whole_of
from assay.trouble import USAGE, Stop
from contracts.retired import retired
from harness.config import ConfigError
from harness.heeding import Heeded, heed
from harness.known import Entries, Entry
from harness.ledger import roll_up
from harness.verdict import Verdict
from suites.law import Profile
from suites.plan import Plan
from suites.selection import Selection


@dataclass(frozen=True, slots=True)
class Awaited:
    """The entries of known failures that are alive, and new ids of claims by retired ones."""

    entries: tuple[Entry, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)

    @property
    def finder(self) -> Entries:
        """What finds the entries that name a claim."""
        return Entries(self.entries, self.renamed)


def awaited(config: Path | None, plan: Plan, package: Path) -> Awaited:
    """Return the known failures beside a configuration, or in the folder that tests run in.

    Raises Stop (2) when the file is wrong or names what nothing asks.
    """
    try:
        known = known_of(None, config)
        if known is None:
            return Awaited()
        gone = check_entries(known, plan, package)
    except ConfigError as trouble:
        raise Stop(str(trouble), USAGE) from None
    alive = tuple(entry for entry in known.entries if entry.id not in gone)
    return Awaited(alive, retired(package).renamed)


class Kept:
    """What was found, by selection, about claims that entries name; and which groups were asked."""

    def __init__(self) -> None:
        self._groups: dict[str, set[str]] = defaultdict(set)
        self._found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))

    def saw(
        self, place: Mapping[str, Any], group: str, found: Iterable[Verdict], finder: Entries
    ) -> None:
        """Keep what was found about the claims of a group. `place` is plain data, as all of it."""
        name = json.dumps(place, sort_keys=True)
        self._groups[name].add(group)
        for verdict in found:
            if finder.of(verdict.id):
                self._found[name][verdict.id].append(verdict.status)

    def parts(self) -> list[dict[str, Any]]:
        """Return it as plain data, for a process that puts parts together."""
        return [
            {"place": json.loads(name), "groups": sorted(self._groups[name]), "found": found}
            for name, found in self._found.items()
        ]


def united(parts: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the parts of each selection as one."""
    every: dict[str, dict[str, Any]] = {}
    for part in parts:
        name = json.dumps(part["place"], sort_keys=True)
        one = every.setdefault(name, {"place": part["place"], "groups": [], "found": {}})
        one["groups"] += part["groups"]
        for claim, statuses in part["found"].items():
            one["found"].setdefault(claim, []).extend(statuses)
    yield from every.values()


def concluded(
    selection: Selection, known: Awaited, profile: Profile, only: Collection[str],
    part: Mapping[str, Any],
) -> Heeded:  # fmt: skip
    """Return what entries make of all that was found about a selection."""
    claims = selection.plan.claims
    found = [
        Verdict(name, claims[name].clause, claims[name].operation, claims[name].level, status)
        for name, statuses in part["found"].items() if name in claims for status in statuses
    ]  # fmt: skip
    rolled = roll_up(found)
    unasked = {group.id for group in selection.groups} - set(part["groups"])
    open_ = undecided(selection.plan, rolled, (), unasked, whole_of(profile, tuple(only)))
    return heed(
        known.entries, rolled, today=datetime.now(UTC).date().isoformat(), renamed=known.renamed,
        undecided=selection.asked & open_,
    )  # fmt: skip


def sentences(heeded: Heeded) -> list[str]:
    """Return in words which entries break the session."""
    return [
        *(f"fixed    {name}: known to fail, and holds now: take the entry out"
          for name in heeded.fixed),
        *(f"expired  {name}: the entry has expired" for name in heeded.expired),
    ]  # fmt: skip
