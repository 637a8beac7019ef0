"""Of what is alike in an operation a standard run sends the first, and a thorough run all."""

from __future__ import annotations

from contracts import load
from strategies import Violation
from suites.law import Profile
from suites.laws.rejections._family import chosen


def _ways(title: str, profile: Profile) -> list[Violation]:
    found = chosen(load().operation(title), profile)
    return [way for violation in found for way in (violation, *violation.also)]


def test_one_flag_one_number_and_one_text_are_sent_as_objects() -> None:
    ways = _ways("POST /v1/payment_intents", "standard")
    rows = {way.alike: way.row for way in ways if way.alike}
    assert len([way for way in ways if way.alike]) == 3
    assert rows["object for integer"] == "amount"
    assert set(rows) == {"object for integer", "object for boolean", "object for string"}


def test_a_thorough_run_sends_an_object_for_each() -> None:
    ways = _ways("POST /v1/issuing/cardholders", "thorough")
    rows = {way.row for way in ways if way.alike == "object for string"}
    assert {"name", "email", "status", "billing[address][city]"} <= rows


def test_a_query_has_one_empty_text() -> None:
    ways = _ways("GET /v1/issuing/cardholders", "standard")
    assert [way.row for way in ways if way.topic == "empty"] == ["created[gt]"]
