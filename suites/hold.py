"""Asks the claims of one group: every claim gets exactly one verdict, and an error is no breach.

The same requests are sent whichever of the claims are wanted: what a group sends, once its objects
stand, depends on the seed, its own name and the answers it gets. A group that found a breach is
asked once more, with objects of its own, before it is told (`harness/twice.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from contracts.model import Operation
from harness.claim import Outcome
from harness.exchange import ForgottenError
from harness.judge import brief, failed_to_judge, judged, untestable, witnessed
from harness.reasons import WITHHELD
from harness.twice import came_back, unasked
from harness.verdict import BROKEN, Verdict
from suites.deafness import blocked, unread
from suites.lab import Lab
from suites.law import Breach, Unavailable
from suites.plan import Asked, Group
from suites.worker import Worker

_ATTEMPTS = 3  # to ask a group whose configured objects another run changes
_USED_UP = "it used up configured objects"


def hold(group: Group, worker: Worker) -> list[Verdict]:
    """Return the verdicts on the claims of a group, and what its exchanges say of others.

    A breach that was not found twice is "seen once".
    """
    lively = frozenset(worker.learnt.lively)
    first = ask(group, worker)
    worker.doubts.sent(first.sent)
    doubted = _doubted(first, group, worker)
    if not doubted:
        return first.verdicts
    if first.spent:
        return [unasked(v, _USED_UP) if v.id in doubted else v for v in first.verdicts]
    if not worker.doubts.spend(first.sent):
        return first.verdicts
    return again(group, worker, first, lively)


def again(
    group: Group, worker: Worker, first: Attempt, lively: Iterable[str] = ()
) -> list[Verdict]:
    """Ask a group once more, with other objects, and return what both attempts say together."""
    anew = worker.anew(lively)
    second = ask(group, anew, turn=_ATTEMPTS)
    worker.learnt.mended(anew.learnt)
    later = {verdict.id: verdict for verdict in second.verdicts}
    early = {verdict.id: verdict for verdict in first.verdicts}
    claims = _claims(group, worker)
    found = []
    for name in (*early, *(name for name in later if name not in early)):
        told = _together(claims[name], early.get(name), later.get(name), second)
        if told is not None:
            found.append(told)
            if _came_back(told, later.get(name)):
                worker.doubts.believe(told)
    return found


def _together(
    asked: Asked, first: Verdict | None, second: Verdict | None, attempt: Attempt
) -> Verdict | None:
    """Return what two attempts say of a claim; what comes by chance need not come twice."""
    if asked.law.chance:
        chance = second is not None and second.status in BROKEN
        return second if chance and (first is None or first.status not in BROKEN) else first
    shown = asked.law.family is not None or asked.about.operation.id in attempt.answered
    return came_back(first, second, asked.claim.level, asked=shown)


def _came_back(told: Verdict, second: Verdict | None) -> bool:
    broke = told.status in BROKEN and not told.once
    return broke and second is not None and second.status in BROKEN


def _doubted(first: Attempt, group: Group, worker: Worker) -> set[str]:
    """Return the ids of the breaches that are to be seen twice before they are told."""
    new = [v for v in first.verdicts if v.status in BROKEN and worker.doubts.wants(v)]
    claims = _claims(group, worker) if new else {}
    return {verdict.id for verdict in new if not claims[verdict.id].law.chance}


def _claims(group: Group, worker: Worker) -> Mapping[str, Asked]:
    """Return, by their ids, the claims that a group can say something of."""
    every = (*group.asked, *(asked for watched in worker.watched.values() for asked in watched))
    return {asked.claim.id: asked for asked in every}


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was found when a group was asked once, and how many requests it took.

    `answered` are the operations whose answers laws of exchanges looked at, `spent` says whether
    configured objects were used up.
    """

    verdicts: list[Verdict]
    sent: int
    answered: frozenset[str]
    spent: bool


def ask(group: Group, worker: Worker, turn: int = 0) -> Attempt:
    """Ask a group once and return what was found, whether or not it would come back.

    Where another run changed an object meanwhile, it is no breach that this run sees the change:
    the group is asked again, with others. `turn` counts how often it may have been asked before.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        about = [asked.about for asked in group.asked]
        lab = Lab(worker, group.id, turn + attempt - 1, about)
        try:
            found = _held(group, lab)
            if attempt == _ATTEMPTS or not _disturbed(found, lab):
                break
        finally:
            lab.close()
    given = lab.provision.given
    return Attempt(found, lab.sent, frozenset(lab.watch.answered), bool(given.spent))


def _disturbed(found: Iterable[Verdict], lab: Lab) -> bool:
    """Whether there is a breach to be told, and another run changed what it was seen at."""
    return any(v.status in BROKEN for v in found) and lab.provision.given.changed()


def _held(group: Group, lab: Lab) -> list[Verdict]:
    try:
        stood = _stood(group, lab)
    except Unavailable as lacking:
        found = [_lacking(asked, lacking) for asked in group.asked]
    except Breach as breach:
        reason = f"what it stands on is not as it should be: {breach}"
        evidence = breach.outcome.evidence
        found = [
            blocked(asked.claim, evidence) or untestable(asked.claim, reason, evidence)
            for asked in group.asked
        ]
    except ForgottenError as trouble:
        found = [untestable(asked.claim, str(trouble)) for asked in group.asked]
    except Exception as trouble:  # noqa: BLE001 - whatever it was, it says nothing of the target
        lab.told(trouble)
        found = [failed_to_judge(asked.claim, _words(trouble)) for asked in group.asked]
    else:
        found = [_verdict(asked, lab, stood) for asked in group.asked]
    return [*(_told_why(verdict, lab) for verdict in found), *lab.watch.verdicts()]


def _told_why(verdict: Verdict, lab: Lab) -> Verdict:
    """Return a verdict that says so where what it lacks was not sent by a run that only reads."""
    if not lab.target.withheld or verdict.status != "not_testable" or WITHHELD in verdict.message:
        return verdict
    return replace(verdict, message=brief(f"{verdict.message}: {WITHHELD}"))


def _stood(group: Group, lab: Lab) -> Any:
    with lab.standing():
        return group.family.stand(lab, group.subject)


def _verdict(asked: Asked, lab: Lab, stood: Any) -> Verdict:
    lab.during.place = asked.about.place
    with lab.hearing() as heard:
        return witnessed(_judged(asked, lab, stood), heard)


def _judged(asked: Asked, lab: Lab, stood: Any) -> Verdict:
    try:
        outcome = _outcome(asked, stood)
        if not asked.law.presence:
            _check_announced(lab, asked.about.operation, outcome)
        return _told(asked, outcome)
    except Unavailable as lacking:
        return _lacking(asked, lacking)
    except Breach as breach:
        return _told(asked, breach.outcome)
    except ForgottenError as trouble:
        return untestable(asked.claim, str(trouble))
    except Exception as trouble:  # noqa: BLE001 - whatever it was, it says nothing of the target
        lab.told(trouble)
        return failed_to_judge(asked.claim, _words(trouble))


def _check_announced(lab: Lab, operation: Operation, outcome: Outcome) -> None:
    """Raise Unavailable for a breach at an object that lacks what says that it can serve, unless
    the operation was seen to work.
    """
    if outcome.holds or operation.id in lab.worker.learnt.alive:
        return
    known = lab.worker.stock.unannounced
    for exchange in outcome.evidence:
        for part in exchange.request.named if known else ():
            if part in known:
                lacking = known[part]
                reason = f"{lacking}, and it was not accepted"
                raise Unavailable(reason, exchange, blocked_by=lacking.blocked_by)


def _outcome(asked: Asked, stood: Any) -> Outcome:
    """Ask a law; one whose claims are about something of their own is told about what."""
    if asked.about.given is None:
        return asked.law.body(stood)
    return asked.law.body(stood, asked.about.given)


def _told(asked: Asked, outcome: Outcome) -> Verdict:
    hangs = (unread if outcome.holds else blocked)(asked.claim, outcome.evidence)
    return hangs or judged(asked.claim, outcome)


def _lacking(asked: Asked, lacking: Unavailable) -> Verdict:
    hangs = blocked(asked.claim, lacking.exchanges)
    return hangs or untestable(asked.claim, str(lacking), lacking.exchanges, lacking.blocked_by)


def _words(trouble: Exception) -> str:
    return f"the suite failed: {type(trouble).__name__}: {trouble}"
