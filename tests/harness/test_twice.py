"""What two attempts say together about a claim, and what the parts of several groups say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harness.ledger import roll_up
from harness.twice import came_back, restated, seen_again
from harness.verdict import Finding, Level, Status, Verdict

GONE = "seen once, and not when it was asked again: "
LATE = "seen once, when it was asked again: "


def verdict(status: Status, name: str = "m-1", *places: str, level: Level = "must") -> Verdict:
    broke = status in ("fail", "warn")
    return Verdict(
        "a.b.c", "G-1", "GET /v1/a", level, status, f"said {name}", (name,),
        "right" if broke else "", f"wrong {name}" if broke else "",
        findings=tuple(Finding("right", f"wrong {place}", place) for place in places),
    )  # fmt: skip


FAIL, PASS = verdict("fail"), verdict("pass", "m-2")
# Name: first, second; then status, level, message and exchanges of what is told.
TABLE: dict[str, tuple[Verdict | None, Verdict | None, tuple[str, str, str, tuple[str, ...]]]] = {
    "both": (FAIL, verdict("fail", "m-2"), ("fail", "must", "said m-1", ("m-1",))),
    "first": (FAIL, PASS, ("warn", "must", f"{GONE}said m-1", ("m-1", "m-2"))),
    "first, then noted": (
        FAIL, verdict("noted", "m-2"), ("warn", "must", f"{GONE}said m-1", ("m-1", "m-2"))
    ),
    "first, then nothing": (FAIL, None, ("warn", "must", f"{GONE}said m-1", ("m-1",))),
    "second": (
        verdict("pass"), verdict("fail", "m-2"),
        ("warn", "must", f"{LATE}said m-2", ("m-1", "m-2")),
    ),
    "second, of nothing": (
        None, verdict("fail", "m-2"), ("warn", "must", f"{LATE}said m-2", ("m-2",))
    ),
    "a should": (
        verdict("warn", level="should"), PASS,
        ("warn", "should", f"{GONE}said m-1", ("m-1", "m-2")),
    ),
    "not testable": (
        FAIL, verdict("not_testable", "m-2"),
        ("fail", "must", "said m-1; not asked again: said m-2", ("m-1",)),
    ),
    "an error": (
        FAIL, verdict("error", "m-2"),
        ("fail", "must", "said m-1; not asked again: said m-2", ("m-1",)),
    ),
    "neither": (verdict("not_testable"), PASS, ("not_testable", "must", "said m-1", ("m-1",))),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLE)
def test_two_attempts_say_one_thing(name: str) -> None:
    first, second, wanted = TABLE[name]
    told = came_back(first, second, "must", asked=True)
    assert told is not None
    assert (told.status, told.level, told.message, told.exchanges) == wanted
    assert told.once is told.message.startswith("seen once")


def test_what_nothing_showed_the_second_time_is_told_as_it_was_seen() -> None:
    told = came_back(FAIL, None, "must", asked=False)
    assert told is not None
    assert (told.status, told.once) == ("fail", False)
    assert told.message == "said m-1; not asked again: the second time nothing showed it"


def test_what_neither_attempt_broke_is_what_the_first_said() -> None:
    assert came_back(None, PASS, "must", asked=True) is None


def test_of_more_places_than_are_kept_none_is_doubted() -> None:
    first, second = verdict("fail", "m-1", "a", "b"), verdict("fail", "m-2", "c")
    assert came_back(first, replace(second, more=1), "must", asked=True) == first


def test_a_should_that_came_back_beside_a_must_that_did_not_is_a_should() -> None:
    first = replace(verdict("fail", "m-1"), findings=(
        Finding("right", "wrong a", "a"), Finding("right", "wrong b", "b", "should", "G-2"),
    ))  # fmt: skip
    told = came_back(first, verdict("fail", "m-2", "b"), "must", asked=True)
    assert told is not None
    assert (told.status, told.level, told.clause, told.once) == ("warn", "should", "G-2", False)
    assert told.message == "expected right; observed wrong b; and at 1 other places"
    assert [(f.place, f.level, f.once) for f in told.findings] == [
        ("a", "must", True), ("b", "should", False)
    ]  # fmt: skip


def test_without_the_place_that_came_back_the_rest_is_seen_once() -> None:
    first = verdict("fail", "m-1", "a", "b")
    told = came_back(first, verdict("fail", "m-2", "b"), "must", asked=True)
    assert told is not None
    left = restated(replace(told, findings=told.findings[:1]))
    assert (left.status, left.level, left.once) == ("warn", "must", True)
    assert left.message == f"{GONE}expected right; observed wrong a"


def once(name: str, *places: str) -> Verdict:
    told = came_back(verdict("fail", name, *places), verdict("pass", f"{name}x"), "must",
                     asked=True)  # fmt: skip
    assert told is not None
    return told


def test_two_parts_that_broke_came_back() -> None:
    (found,) = roll_up([once("m-1"), once("m-2"), PASS])
    assert (found.status, found.once, found.message) == ("fail", False, "said m-1")
    assert found.exchanges == ("m-1", "m-1x", "m-2", "m-2x")


def test_a_part_that_came_back_vouches_for_one_that_did_not() -> None:
    (found,) = roll_up([once("m-1", "a"), verdict("fail", "m-2", "a")])
    assert (found.status, [(f.place, f.once) for f in found.findings]) == ("fail", [("a", False)])
    assert found.exchanges == ("m-1", "m-1x", "m-2")


def test_one_part_alone_stays_seen_once() -> None:
    (found,) = roll_up([PASS, once("m-1", "a")])
    assert (found.status, found.once) == ("warn", True)
    assert roll_up([found]) == (found,)


def test_a_should_that_came_back_speaks_before_what_was_seen_once() -> None:
    (found,) = roll_up([once("m-1"), verdict("warn", "m-2", "a", level="should")])
    assert (found.status, found.level, found.once) == ("warn", "should", False)
    assert found.message == "said m-2"


def test_parts_of_which_none_is_doubted_are_left_as_they_are() -> None:
    parts = [verdict("fail", "m-1", "a"), verdict("fail", "m-2", "b")]
    assert seen_again(parts) == parts
