"""What a run is held against beside the contracts: known failures, an earlier run, a floor.

All of it is read, and refused where it is wrong, before the first request.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assay.run.earlier import Earlier, UnreadableError, earlier
from assay.trouble import USAGE, Stop
from contracts.retired import Retired, retired
from harness.config import DEFAULT_FILE, ConfigError
from harness.judged import load_judged
from harness.known import KNOWN_FILE, TABLE, Entries, Entry
from harness.known_file import Known, load_known, place_of, read_text
from harness.legible import line
from harness.redaction import Keys, Redactor
from suites.asking import planned
from suites.law import Profile
from suites.plan import Plan
from suites.selection import near_names

_TOLD = 5  # entries that one line speaks of


@dataclass(frozen=True, slots=True)
class Expected:
    """Known failures, claims that were judged before, an earlier run; the floor is in percent.

    `previous` is the run before, which a report compares with and which breaks nothing; `trend` is
    what the runs before came to (`assay/run/previous.py`). `notes` say what a user should know
    before the run.
    """

    entries: tuple[Entry, ...] = ()
    judged: frozenset[str] = frozenset()
    baseline: Earlier | None = None
    previous: Earlier | None = None
    trend: tuple[Mapping[str, Any], ...] = ()
    required: float | None = None
    strict: bool = False  # whether a broken should fails the run as well
    notes: tuple[str, ...] = ()


NOTHING = Expected()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user named: an API package, the file of known failures, an earlier run, a floor.

    The floor is in percent.
    """

    package: Path
    known: Path | None = None
    baseline: Path | None = None
    required: float | None = None
    config: Path | None = None
    strict: bool = False


def expected(wanted: Wanted, profile: Profile, plan: Plan) -> Expected:
    """Return what a run of a profile is held against. Raises Stop (2).

    `plan` has at least what the run asks.
    """
    if wanted.required is not None and not 0 < wanted.required <= 100:  # a number that is none, too
        raise Stop("--require-judged is a percentage, above 0 and at most 100", USAGE)
    try:
        known = known_of(wanted.known, wanted.config)
        found = Expected(required=wanted.required, strict=wanted.strict)
        if known is not None:
            gone = check_entries(known, plan, wanted.package)
            entries = tuple(entry for entry in known.entries if entry.id not in gone)
            judged = judged_of(known, wanted.package).get(profile, frozenset())
            found = replace(found, entries=entries, judged=judged, notes=tuple(gone.values()))
        return replace(found, baseline=_baseline(wanted.baseline, plan, wanted.package))
    except (ConfigError, UnreadableError) as trouble:
        raise Stop(str(trouble), USAGE) from None


def concealed(entries: Iterable[Entry], keys: Keys) -> tuple[Entry, ...]:
    """Return entries as a run may write them: on one line, without its keys."""
    told = Redactor(keys.secrets).text
    return tuple(
        replace(entry, reason=line(told(entry.reason)), link=line(told(entry.link)),
                owner=line(told(entry.owner)))
        for entry in entries
    )  # fmt: skip


def known_of(named: Path | None, config: Path | None = None) -> Known | None:
    """Return the file of known failures that was named, or the one beside the configuration.

    None when there is none there. Raises ConfigError.
    """
    path = named or beside(config)
    if named is None and not (path.exists() or path.is_symlink()):
        return None
    return load_known(path)


def judged_of(known: Known, package: Path) -> dict[str, frozenset[str]]:
    """Return what was judged, by profile, by the ids that claims have now. Raises ConfigError."""
    found = load_judged(known.judged) if known.judged else {}
    return {
        profile: frozenset(current(name, package) for name in ids) for profile, ids in found.items()
    }


def beside(config: Path | None) -> Path:
    """Return where the file of known failures is looked for: beside the configuration."""
    return (config or Path(DEFAULT_FILE)).parent / KNOWN_FILE


def current(name: str, package: Path) -> str:
    """Return the id that a claim has now, of one that it may have had."""
    return retired(package).renamed.get(name, name)


def check_entries(known: Known, plan: Plan, package: Path) -> dict[str, str]:
    """Return what is said of entries whose claims are asked no more, by their ids.

    Raises ConfigError for those that name nothing which any profile asks. All that there is asked
    is read only for an entry that names nothing in `plan`.
    """
    former = retired(package)
    strange = _unnamed(known.entries, plan.claims, former)
    if strange:  # thorough asks all that others ask
        strange = _unnamed(strange, planned(package, "thorough").claims, former)
    gone = {entry.id: f"{_place(known, entry)}: {entry.id} is asked no more: {reason}"
            for entry in strange if (reason := _gone(entry, former))}  # fmt: skip
    wrong = [entry for entry in strange if entry.id not in gone]
    if wrong:
        told = [f"{_place(known, entry)}: {_strange(entry, package)}" for entry in wrong[:_TOLD]]
        more = f"; and {len(wrong) - _TOLD} more like it" if len(wrong) > _TOLD else ""
        message = f"{'; '.join(told)}{more}"
        raise ConfigError(message)
    return gone


def _unnamed(entries: Iterable[Entry], claims: Iterable[str], former: Retired) -> tuple[Entry, ...]:
    """Return the entries that name none of some claims."""
    every = tuple(entries)
    finder = Entries(every, former.renamed)
    naming = {entry.id for claim in claims for entry in finder.of(claim)}
    return tuple(entry for entry in every if entry.id not in naming)


def _gone(entry: Entry, former: Retired) -> str:
    """Return why nothing asks any more what an entry names, "" where it never was asked."""
    finder = Entries((entry,))
    return next((reason for old, reason in former.gone.items() if finder.of(old)), "")


def _place(known: Known, entry: Entry) -> str:
    return place_of(known.path, read_text(known.path), TABLE, known.entries.index(entry), "id")


def _strange(entry: Entry, package: Path) -> str:
    plan = planned(package, "thorough")
    above = entry.id
    while entry.exact and "." in above:
        above = above.rpartition(".")[0]
        claim = plan.claims.get(above)
        if claim is not None and plan.law_of[claim.law].places:
            return f"{entry.id} is a place inside a claim, and an entry names claims: {above}"
    near = near_names(entry.id, plan.claims)
    if entry.exact:  # near beginnings first; then, as they were meant, whole ids
        near = difflib.get_close_matches(entry.id, list(plan.claims), 2) or near
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    return f"no claim has an id that matches {entry.id!r}{hint}"


def _baseline(path: Path | None, plan: Plan, package: Path) -> Earlier | None:
    """Return the run that another is compared with, its claims by the ids that they have now."""
    if path is None:
        return None
    found = earlier(path)
    verdicts = {current(name, package): verdict for name, verdict in found.verdicts.items()}
    if not verdicts:
        message = f"{found.path} has no verdict on any claim: nothing can be compared with it"
        raise UnreadableError(message)
    if not any(_planned(name, plan, package) for name in verdicts):
        message = f"{found.path} is of another API: no claim of this one is in it"
        raise UnreadableError(message)
    return replace(found, verdicts=verdicts)


def _planned(name: str, plan: Plan, package: Path) -> bool:
    """Whether a run of this API can have asked a claim."""
    return name in plan.claims or name in planned(package, "thorough").claims
