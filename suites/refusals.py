"""For suites that are not laws yet: records what an answer says of a documented refusal."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.model import Situation
from harness.exchange import Exchange
from harness.judge import judged
from suites.legacy import Claim, Lab
from suites.looking.refusals import refused


def record(
    lab: Lab, claim: Claim, situation: Situation, params: Sequence[str], *exchanges: Exchange
) -> None:
    """Record what the last of `exchanges` says about a claim: the worst mismatch decides."""
    lab.judge.record(judged(claim, refused(situation, params, *exchanges)))
