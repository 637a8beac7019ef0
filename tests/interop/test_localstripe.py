"""A third-party server as the target: the run completes, and says what holds and what does not."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator

import pytest

from benchmarks.third_party import listening
from contracts.loader import API
from suites.asking import planned
from tests.running import run

KEY = "sk_test_12345"

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("localstripe") is None,
    reason="localstripe is not installed; install the extra `interop`",
)


@pytest.fixture(scope="module")
def localstripe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with listening(tmp_path_factory.mktemp("localstripe")) as url:
        yield url


def test_the_run_completes_with_findings_and_without_errors(localstripe: str) -> None:
    outcome = run(localstripe, key=KEY)
    plan = planned(API, "standard")
    assert [v["id"] for v in outcome.results["verdicts"]] == list(plan.claims)
    assert {name for name, count in outcome.given.items() if count > 1} <= {
        name for name, claim in plan.claims.items() if plan.law_of[claim.law].parts
    }
    assert outcome.code == 1, outcome.said
    assert outcome.results["run"]["complete"] is True
    assert not outcome.ids("error")
    assert "payment_intent.retrieve.accepts" in outcome.ids("pass")
    assert outcome.ids("fail")


def test_what_it_does_not_have_is_not_testable(localstripe: str) -> None:
    outcome = run(localstripe, "issuing.dispute.submit.*", key=KEY)
    assert not outcome.ids("pass")
    assert outcome.ids("not_testable")
