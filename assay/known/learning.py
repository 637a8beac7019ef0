"""What runs teach a file of known failures: what fails, what is fixed, what was judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path

from assay.run.earlier import Earlier
from assay.run.expecting import current
from assay.run.judgement import by_chance, drawn, lost_of, undecided
from contracts.retired import retired
from harness.heeding import Heeded, heed
from harness.known import Entries, Entry
from harness.verdict import BROKEN, JUDGED, Verdict
from reports.known_entry import reason_of
from suites.asking import planned
from suites.law import Profile
from suites.plan import Plan


@dataclass(frozen=True, slots=True)
class Lesson:
    """New entries; what was judged, by profile; the claims that are judged no more."""

    entries: tuple[Entry, ...]
    judged: Mapping[str, AbstractSet[str]]
    lost: tuple[str, ...]


def raw(package: Path, run: Earlier) -> Earlier:
    """Return a run as it was before entries were heeded, its claims by the ids they have now."""
    verdicts = (_raw(package, verdict) for verdict in run.verdicts.values())
    return replace(run, verdicts={verdict.id: verdict for verdict in verdicts})


def _raw(package: Path, verdict: Verdict) -> Verdict:
    status = verdict.status
    if status == "known":
        status = "fail" if verdict.level == "must" and not verdict.once else "warn"
    return replace(verdict, id=current(verdict.id, package), entry="",
                   status="pass" if status == "fixed" else status)  # fmt: skip


def learn(
    package: Path,
    runs: Sequence[Earlier],
    entries: Iterable[Entry],
    judged: Mapping[str, AbstractSet[str]],
    made: Callable[[Entry], Entry] = lambda entry: entry,
    *,
    placed: bool = False,
) -> Lesson:
    """Return what fails in runs and no entry names, and what is judged in all of them.

    `made` completes an entry with what the user says of all of them; with `placed` one holds for
    the places at which these runs saw its claim broken, where they told all of them.
    """
    every, plan = [raw(package, run) for run in runs], planned(package, "thorough")
    named = Entries(entries, retired(package).renamed)
    failing: dict[str, Verdict] = {}
    for run in every:
        for name, verdict in run.verdicts.items():
            if verdict.status == "fail" and name in plan.claims and not named.of(name):
                failing.setdefault(name, verdict)
    new = tuple(
        made(
            Entry(
                name,
                reason_of(verdict),
                sometimes=_sometimes(name, every, plan),
                places=_places(name, every) if placed else (),
            )
        )
        for name, verdict in sorted(failing.items())
    )
    now = {profile: set(names) for profile, names in judged.items()}
    lost: set[str] = set()
    for profile in sorted({str(run.header.get("profile")) for run in every}):
        of_it = [run for run in every if run.header.get("profile") == profile]
        seen, gone = _judged(of_it, plan)
        lost |= now.get(profile, set()) & gone
        now[profile] = now.get(profile, set()) - gone | seen
    return Lesson(new, now, tuple(sorted(lost)))


def _places(name: str, runs: Iterable[Earlier]) -> tuple[str, ...]:
    """Return the places at which runs saw a claim broken, none where they do not tell them all."""
    told = [run.verdicts[name] for run in runs if name in run.verdicts]
    told = [verdict for verdict in told if verdict.status in BROKEN]
    found = {finding.place for verdict in told for finding in verdict.findings}
    whole = all(verdict.findings and not verdict.more for verdict in told)
    return tuple(sorted(found)) if whole and "" not in found else ()


def _sometimes(name: str, runs: Iterable[Earlier], plan: Plan) -> bool:
    """Whether a claim that fails may hold as well: it did, or what it shows is drawn."""
    verdicts = [(run, run.verdicts[name]) for run in runs if name in run.verdicts]
    if any(verdict.status in JUDGED and verdict.status not in BROKEN for _, verdict in verdicts):
        return True
    law = plan.law_of[plan.claims[name].law]
    drawing = {group.id for group in plan.groups if group.family.draws} if law.parts else set()
    return drawn(law) or any(
        verdict.status == "fail" and _all_in(drawing, run, verdict) for run, verdict in verdicts
    )


def _all_in(groups: AbstractSet[str], run: Earlier, verdict: Verdict) -> bool:
    """Whether each exchange that shows a breach is of some groups, where the run tells."""
    of = {run.groups.get(exchange, "") for exchange in verdict.exchanges}
    return bool(of) and of <= groups


def _judged(runs: Sequence[Earlier], plan: Plan) -> tuple[set[str], set[str]]:
    """Return the claims that all runs which asked them have judged, and those that one has not.

    What comes and goes by chance is neither: that it is not judged is no loss.
    """
    seen: set[str] = set()
    gone: set[str] = set()
    for run in runs:
        for name, verdict in run.verdicts.items():
            if verdict.status == "not_testable" and not by_chance(plan, verdict):
                gone.add(name)
            elif verdict.status in JUDGED and not _drawn(plan, name):
                seen.add(name)
    return seen - gone, gone


def _drawn(plan: Plan, name: str) -> bool:
    """Whether a claim comes and goes by what is drawn, or is asked no more."""
    return name not in plan.claims or drawn(plan.law_of[plan.claims[name].law])


def heeded(
    package: Path, run: Earlier, entries: Sequence[Entry], judged: AbstractSet[str], today: str
) -> Heeded:
    """Return what entries make of an earlier run: which of them are fixed in it, or expired."""
    plain, plan = raw(package, run), planned(package, "thorough")
    found = tuple(verdict for verdict in plain.verdicts.values() if verdict.id in plan.claims)
    asked = {verdict.id for verdict in found} | plan.claims.keys() & set(run.unreached)
    groups = {group for name in plan.claims.keys() & set(run.unreached)
              for group in plan.claims[name].groups}  # fmt: skip
    profile: Profile = "smoke" if run.header.get("profile") == "smoke" else "standard"
    least = Counter(claim.operation for claim in planned(package, profile).claims.values())
    reached = Counter(plan.claims[name].operation for name in asked)
    open_ = undecided(
        plan, found, lost_of(plan, found, judged), groups,
        lambda claim: profile != "smoke" and reached[claim.operation] >= least[claim.operation],
    )  # fmt: skip
    return heed(
        entries,
        found,
        today=today,
        renamed=retired(package).renamed,
        undecided=open_ & asked & asked,
    )
