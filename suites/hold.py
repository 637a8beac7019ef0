"""Asks the claims of one group: every claim gets exactly one verdict, and an error is no breach.

The same requests are sent whichever of the claims are wanted: what a group sends, once its objects
stand, depends on the seed, its own name and the answers it gets.
"""

from __future__ import annotations

from typing import Any

from harness.claim import Outcome
from harness.judge import failed_to_judge, judged, untestable, witnessed
from harness.verdict import Verdict
from suites.lab import Lab
from suites.law import Breach, Unavailable
from suites.plan import Asked, Group
from suites.worker import Worker


def hold(group: Group, worker: Worker) -> list[Verdict]:
    """Return the verdicts on the claims of a group, and what its exchanges say of others."""
    lab = Lab(worker, group.id)
    try:
        return _held(group, lab)
    finally:
        lab.close()


def _held(group: Group, lab: Lab) -> list[Verdict]:
    try:
        stood = _stood(group, lab)
    except Unavailable as lacking:
        found = [_lacking(asked, lacking) for asked in group.asked]
    except Breach as breach:
        reason = f"what it stands on is not as it should be: {breach}"
        evidence = breach.outcome.evidence
        found = [untestable(asked.claim, reason, evidence) for asked in group.asked]
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
        return judged(asked.claim, _outcome(asked, stood))
    except Unavailable as lacking:
        return _lacking(asked, lacking)
    except Breach as breach:
        return judged(asked.claim, breach.outcome)
    except Exception as trouble:  # noqa: BLE001 - whatever it was, it says nothing of the target
        lab.told(trouble)
        return failed_to_judge(asked.claim, _words(trouble))


def _outcome(asked: Asked, stood: Any) -> Outcome:
    """Ask a law; one whose claims are about something of their own is told about what."""
    if asked.about.given is None:
        return asked.law.body(stood)
    return asked.law.body(stood, asked.about.given)


def _lacking(asked: Asked, lacking: Unavailable) -> Verdict:
    return untestable(asked.claim, str(lacking), lacking.exchanges, lacking.blocked_by)


def _words(trouble: Exception) -> str:
    return f"the suite failed: {type(trouble).__name__}: {trouble}"
