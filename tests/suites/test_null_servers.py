"""A server that keeps no promise earns no passes, whatever it says to everything."""

from __future__ import annotations

import pytest

from contracts.loader import API
from suites.asking import planned
from suites.law import Profile
from tests.near import answering
from tests.running import Outcome, run
from tests.suites.servers import (
    Respond,
    crashing,
    echo,
    empty_list,
    foreign,
    lost,
    missing,
    null,
    obliging,
    page,
    refusing,
)


def judged(respond: Respond, profile: Profile = "standard") -> Outcome:
    """Hold a server against everything, and see that each planned claim has one verdict."""
    with answering(respond) as url:
        outcome = run(url, profile=profile)
    plan = planned(API, profile)
    assert [verdict.id for verdict in outcome.ledger.verdicts] == list(plan.claims)
    assert {name for name, count in outcome.given.items() if count > 1} <= {
        name for name, claim in plan.claims.items() if plan.law_of[claim.law].parts
    }
    assert outcome.ledger.complete
    assert not outcome.ids("error")
    return outcome


@pytest.mark.whole
@pytest.mark.parametrize(
    ("respond", "profile"),
    [(null, "smoke"), (missing, "standard"), (echo, "standard"), (page, "smoke"),
     (foreign, "standard"), (crashing, "smoke")],
)  # fmt: skip
def test_nothing_is_earned_by_an_answer_of_the_wrong_kind(
    respond: Respond, profile: Profile
) -> None:
    outcome = judged(respond, profile)
    assert outcome.code == 1
    assert not outcome.ids("pass")


@pytest.mark.whole
@pytest.mark.parametrize(
    ("respond", "profile"), [(lost, "smoke"), (refusing, "smoke"), (obliging, "standard")]
)
def test_a_refusal_for_everything_earns_nothing_not_even_by_its_form(
    respond: Respond, profile: Profile
) -> None:
    outcome = judged(respond, profile)
    assert outcome.code == 1
    assert not outcome.ids("pass")


@pytest.mark.whole
def test_an_empty_list_for_everything_earns_nothing() -> None:
    outcome = judged(empty_list)
    assert outcome.code in (1, 3)
    assert not outcome.ids("pass")
