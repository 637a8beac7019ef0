"""What a correct server may do on the wire is not complained of, and what passes is understood."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harness.exchange import Exchange
from harness.message import Message
from harness.redaction import Keys
from harness.target import Target
from tests.wire.held import held
from tests.wire.message import Answer, Request
from tests.wire.proxy import SECRET, serving
from tests.wire.tables import FAULTS, TOLERATED, together


@pytest.mark.whole
def test_a_run_tolerates_all_that_may_be() -> None:
    """A smoke run behind all tolerated changes that go together finds nothing."""
    found = held(together())
    assert found.complaints == ()
    assert found.statuses["pass"] > 500  # 612 without any change


def test_the_tables_tell_every_change_apart() -> None:
    assert len(TOLERATED) >= 50
    assert len(FAULTS) >= 100
    assert not set(TOLERATED) & set(FAULTS)
    assert all(change.why and change.source for change in (*TOLERATED.values(), *FAULTS.values()))


@pytest.mark.parametrize("name", ["hints_first", "continues_first", "space_around_header_values"])
def test_the_final_answer_is_read(name: str) -> None:
    """Interim answers and space around values are no part of an answer (RFC 9110 15.2, 5.5)."""
    with serving(TOLERATED[name]) as (url, _):
        found = _sent(url)
    assert found.status == 200
    assert found.response is not None
    assert found.response.headers["stripe-version"] == "2026-04-22.dahlia"
    assert found.response.headers["content-type"] == "application/json"


def test_interim_answers_without_end_are_trouble() -> None:
    def hints(_: Request, answer: Answer) -> None:
        answer.interim = b"HTTP/1.1 103 Early Hints\r\n\r\n" * 50

    with serving(replace(TOLERATED["hints_first"], tell=hints)) as (url, _):
        found = _sent(url)
    assert found.response is None
    assert found.error == "connection: more than 20 interim answers come before one"


def _sent(url: str) -> Exchange:
    target = Target(url, Keys(SECRET), api_version="2026-04-22.dahlia", retries=0)
    try:
        return target.send(Message("GET", "/v1/issuing/cards", {"limit": 1}))
    finally:
        target.close()
