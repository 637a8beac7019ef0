"""What was judged, what lost its judgement, and what cannot be decided by what a run has seen.

Some claims are shown by whatever answer an operation gives, and some depend on what is drawn: that
they hold, or are not judged, in one run says less than it does of others.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet

from harness.claim import Claim
from harness.exchange import FORGOTTEN
from harness.judge import Scope
from harness.verdict import Status, Verdict
from suites.law import Law, Profile
from suites.plan import Plan
from suites.settling import TOLD, UNSHOWN

UNJUDGED: tuple[Status, ...] = ("not_testable", "error")


def lost_of(plan: Plan, verdicts: Iterable[Verdict], before: Collection[str]) -> set[str]:
    """Return the claims that were judged before and are not any more, but for what chance did.

    What any answer may show is lost where a claim is whose groups would have shown it.
    """
    gone = [v.id for v in verdicts if v.id in before and v.status in UNJUDGED
            and not by_chance(plan, v)]  # fmt: skip
    firm = {name for name in gone if not _law(plan, name).parts}
    groups = {group for name in firm for group in plan.claims[name].groups}
    return firm | {name for name in gone if not groups.isdisjoint(plan.claims[name].groups)}


def by_chance(plan: Plan, verdict: Verdict) -> bool:
    """Whether a claim that was not judged may be judged the next time, with nothing changed."""
    if verdict.id not in plan.claims:
        return True
    unshown = verdict.message.startswith(UNSHOWN) and not verdict.blocked_by
    told = verdict.message == FORGOTTEN or verdict.message.startswith(TOLD)
    return unshown or told or drawn(_law(plan, verdict.id))


def drawn(law: Law) -> bool:
    """Whether what a law finds depends on what is drawn, or on which of two requests is first."""
    return (law.family is not None and law.family.draws) or (law.chance and not law.lost)


def _law(plan: Plan, claim: str) -> Law:
    return plan.law_of[plan.claims[claim].law]


def undecided(
    plan: Plan,
    verdicts: Iterable[Verdict],
    lost: Collection[str],
    unasked: AbstractSet[str],
    whole: Callable[[Claim], bool],
) -> set[str]:
    """Return the claims that hold as far as was seen, where more should have been seen.

    That is so for a claim of a group that was not asked to its end. What any answer may show is
    decided where the run asks the `whole` of its operation, and no claim about the operation was
    lost, failed by an error, or met an answer that there was no room for.
    """
    found = list(verdicts)
    return cut_short(plan, found, lost, unasked) | partly(plan, found, whole)


def cut_short(
    plan: Plan, verdicts: Iterable[Verdict], lost: Collection[str], unasked: AbstractSet[str]
) -> set[str]:
    """Return of what is undecided that of which a run saw less than it set out to see."""
    found = list(verdicts)
    dark = {v.operation for v in found if v.status == "error" or v.message == FORGOTTEN}
    dark |= {plan.claims[name].operation for name in lost}
    held = _summed(plan, found)
    return {*lost, *_unasked(plan, unasked)} | {c.id for c in held if c.operation in dark}


def partly(plan: Plan, verdicts: Iterable[Verdict], whole: Callable[[Claim], bool]) -> set[str]:
    """Return of what is undecided that of which a run asks a part of its operation."""
    return {claim.id for claim in _summed(plan, verdicts) if not whole(claim)}


def _summed(plan: Plan, verdicts: Iterable[Verdict]) -> list[Claim]:
    """Return the claims that hold, and that any answer of their operation may show."""
    names = (v.id for v in verdicts if v.id in plan.claims and v.status == "pass")
    return [plan.claims[name] for name in names if _law(plan, name).parts]


def _unasked(plan: Plan, groups: AbstractSet[str]) -> Iterator[str]:
    """Yield the claims that some groups would have shown."""
    for name, claim in plan.claims.items() if groups else ():
        if not groups.isdisjoint(claim.groups):
            yield name


def whole_of(profile: Profile, only: tuple[str, ...]) -> Callable[[Claim], bool]:
    """Return what says whether a run asks everything about the operation of a claim."""
    scope = Scope(only)
    return lambda claim: profile != "smoke" and scope.holds(f"{subject(claim)}.")


def subject(claim: Claim) -> str:
    """Return the id of the operation that a claim of exchanges is about."""
    topic, _, rule = claim.law.partition(".")
    return claim.id.partition(f".{topic if topic == rule else claim.law}")[0]
