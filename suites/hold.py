"""Asks the claims of one group: every claim gets exactly one verdict, and an error is no breach.

The same requests are sent whichever of the claims are wanted: what a group sends, once its objects
stand, depends on the seed, its own name and the answers it gets.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from harness.claim import Outcome
from harness.judge import failed_to_judge, judged, untestable, witnessed
from harness.verdict import Verdict
from suites.deafness import blocked
from suites.lab import Lab
from suites.law import Breach, Unavailable
from suites.plan import Asked, Group
from suites.worker import Worker

_ATTEMPTS = 3  # to ask a group whose configured objects another run changes
_BROKEN = ("fail", "warn")


def hold(group: Group, worker: Worker) -> list[Verdict]:
    """Return the verdicts on the claims of a group, and what its exchanges say of others.

    Where another run changed an object meanwhile, it is no breach that this run sees the change:
    the group is asked again, with others.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        lab = Lab(worker, group.id, [asked.about for asked in group.asked])
        try:
            found = _held(group, lab)
            if attempt == _ATTEMPTS or not _disturbed(found, lab):
                break
        finally:
            lab.close()
    return found


def _disturbed(found: Iterable[Verdict], lab: Lab) -> bool:
    """Whether there is a breach to be told, and another run changed what it was seen at."""
    return any(v.status in _BROKEN for v in found) and lab.provision.given.changed()


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
    except Exception as trouble:  # noqa: BLE001 - whatever it was, it says nothing of the target
        lab.told(trouble)
        found = [failed_to_judge(asked.claim, _words(trouble)) for asked in group.asked]
    else:
        found = [_verdict(asked, lab, stood) for asked in group.asked]
    return [*found, *lab.watch.verdicts()]


def _stood(group: Group, lab: Lab) -> Any:
    with lab.standing():
        return group.family.stand(lab, group.subject)


def _verdict(asked: Asked, lab: Lab, stood: Any) -> Verdict:
    with lab.hearing() as heard:
        return witnessed(_judged(asked, lab, stood), heard)


def _judged(asked: Asked, lab: Lab, stood: Any) -> Verdict:
    try:
        return _told(asked, _outcome(asked, stood))
    except Unavailable as lacking:
        return _lacking(asked, lacking)
    except Breach as breach:
        return _told(asked, breach.outcome)
    except Exception as trouble:  # noqa: BLE001 - whatever it was, it says nothing of the target
        lab.told(trouble)
        return failed_to_judge(asked.claim, _words(trouble))


def _outcome(asked: Asked, stood: Any) -> Outcome:
    """Ask a law; one whose claims are about something of their own is told about what."""
    if asked.about.given is None:
        return asked.law.body(stood)
    return asked.law.body(stood, asked.about.given)


def _told(asked: Asked, outcome: Outcome) -> Verdict:
    hangs = None if outcome.holds else blocked(asked.claim, outcome.evidence)
    return hangs or judged(asked.claim, outcome)


def _lacking(asked: Asked, lacking: Unavailable) -> Verdict:
    hangs = blocked(asked.claim, lacking.exchanges)
    return hangs or untestable(asked.claim, str(lacking), lacking.exchanges, lacking.blocked_by)


def _words(trouble: Exception) -> str:
    return f"the suite failed: {type(trouble).__name__}: {trouble}"
