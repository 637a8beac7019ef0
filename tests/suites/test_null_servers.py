"""A server that keeps no promise earns no passes, whatever it says to everything."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import run
from tests.suites.servers import (
    Respond,
    crashing,
    echo,
    empty_list,
    foreign,
    listening,
    lost,
    missing,
    null,
    obliging,
    page,
    refusing,
)

# What a refusal proves by itself: its form, never its reason.
ENVELOPE = frozenset(
    {"content_type", "error_attributes", "error_envelope", "refusal_status", "request_id"}
)
ANSWERS = ("smoke", "standard")


@pytest.mark.parametrize("profile", ANSWERS)
@pytest.mark.parametrize("respond", [null, missing, echo, page, foreign, crashing])
def test_nothing_is_earned_by_an_answer_of_the_wrong_kind(
    respond: Respond, profile: str, tmp_path: Path
) -> None:
    with listening(respond) as url:
        outcome = run(url, "--profile", profile, folder=tmp_path)
    assert outcome.code == 1
    assert outcome.results["run"]["complete"] is True
    assert not outcome.ids("error")
    assert not outcome.ids("pass")


@pytest.mark.parametrize("respond", [lost, refusing, obliging])
def test_a_refusal_for_everything_earns_its_form_only(respond: Respond, tmp_path: Path) -> None:
    with listening(respond) as url:
        outcome = run(url, folder=tmp_path)
    assert outcome.code == 1
    assert not outcome.ids("error")
    assert {name.rpartition(".response.")[2] for name in outcome.ids("pass")} == ENVELOPE


def test_an_empty_list_for_everything_earns_nothing(tmp_path: Path) -> None:
    with listening(empty_list) as url:
        outcome = run(url, folder=tmp_path)
    assert outcome.code in (1, 3)
    assert not outcome.ids("error")
    assert not outcome.ids("pass")
