"""Outcomes become verdicts by level, and filters say which claims are asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts import load
from harness.claim import Claim, Outcome
from harness.conventions import PLAIN
from harness.exchange import Exchange, Request, Response
from harness.judge import Scope, failed_to_judge, judged, trouble, untestable
from harness.verdict import Finding, Level
from suites.conventions import conventions


def claim(level: Level = "must", name: str = "a.b.c") -> Claim:
    return Claim(name, "G-1", "GET /x", level, law="b.c")


def exchange(status: int = 200, error: str = "") -> Exchange:
    response = None if error else Response(status, {}, b"{}")
    return Exchange("m-1", "a.b", Request("GET", "/x"), response, 0.0, 0.0, error)


BROKEN = Outcome(False, "e", "o")


@pytest.mark.parametrize(
    ("level", "holds", "status"),
    [("must", False, "fail"), ("should", False, "warn"), ("probe", False, "noted"),
     ("must", True, "pass"), ("should", True, "pass"), ("probe", True, "noted")],
)  # fmt: skip
def test_level_decides(level: Level, holds: bool, status: str) -> None:
    found = judged(claim(level), Outcome(holds, "e", "o"))
    assert (found.status, found.level, found.law) == (status, level, "b.c")


def test_a_breach_may_be_of_a_lower_level_than_its_claim() -> None:
    found = judged(claim(), Outcome(False, "e", "o", level="should", clause="G-2"))
    assert (found.status, found.level, found.clause) == ("warn", "should", "G-2")


def test_the_gravest_of_several_places_decides() -> None:
    places = (Finding("e", "o", "x", "should"), Finding("e", "o", "y"))
    found = judged(claim(), Outcome(False, "e", "o", findings=places, more=2))
    assert (found.status, found.level) == ("fail", "must")
    assert found.message == "expected e; observed o; and at 3 other places"
    (lone,) = places[:1]
    assert judged(claim(), Outcome(False, "e", "o", findings=(lone,))).status == "warn"


def test_without_an_answer_nothing_is_broken() -> None:
    found = judged(claim(), Outcome(False, "e", "o", (exchange(error="timeout"),)))
    assert (found.status, found.message) == ("error", "no response: timeout")
    limited = judged(claim(), Outcome(False, "e", "o", (exchange(429),)))
    assert limited.status == "error"
    assert judged(claim(), Outcome(True, evidence=(exchange(),))).exchanges == ("m-1",)


def test_a_lock_is_an_answer_where_the_api_has_a_code_for_it() -> None:
    """A limit of requests says nothing of a promise; that somebody else is at it does."""
    locked = replace(
        exchange(429), response=Response(429, {}, b'{"error":{"code":"lock_timeout"}}'),
        conventions=conventions(load()),
    )  # fmt: skip
    assert judged(claim(), Outcome(False, "e", "o", (locked,))).status == "fail"
    told_nothing = replace(locked, conventions=PLAIN)
    assert judged(claim(), Outcome(False, "e", "o", (told_nothing,))).status == "error"


def test_what_is_blocked_says_by_what() -> None:
    found = untestable(claim(), "no object", (exchange(400),), "x.create.accepts")
    assert (found.status, found.message) == ("not_testable", "no object")
    assert (found.blocked_by, found.exchanges) == ("x.create.accepts", ("m-1",))


def test_a_defect_of_the_suite_is_no_breach() -> None:
    assert failed_to_judge(claim(), "KeyError: x").status == "error"
    found = trouble("test_x[y]", "KeyError: z")
    assert (found.id, found.status) == ("suite.test_x[y]", "error")


def test_what_is_long_is_cut_and_says_so() -> None:
    """A value of five thousand characters is in the exchange; nobody reads it in a verdict."""
    found = judged(claim(), Outcome(False, f"holds {'x' * 5000}", "None"))
    assert found.expected == f"holds {'x' * 294}… (4706 more characters)"
    assert found.message == f"expected {found.expected}; observed None"


def test_an_id_asks_for_everything_below_it() -> None:
    assert Scope(("a.*",)).holds("a.b.c")
    assert not Scope(("b.*", "c")).holds("a.b.c")
    assert Scope(("a",)).holds("a.b.c")
    assert Scope(("a.b",)).holds("a.b.c")
    assert not Scope(("a.b.cd",)).holds("a.b.c")
    assert Scope(()).holds("a.b.c")


GLOBS = st.lists(st.sampled_from(["a", "b", "c", "*", "?", "d[0]", "."]), min_size=1, max_size=4)


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=4), GLOBS)
def test_what_is_reached_never_hides_what_would_match(parts: list[str], globs: list[str]) -> None:
    """Who asks first whether anything below a name is wanted never skips what matches."""
    scope, name = Scope(("".join(globs),)), ".".join(parts)
    if scope.holds(name):
        assert all(scope.reaches(".".join(parts[:n])) for n in range(1, len(parts) + 1))


def test_what_no_file_or_terminal_takes_is_escaped() -> None:
    place = Finding("e", "\x1b[2J é 名\nnext", "\x1b[2J")
    found = judged(claim(name="a.b\ud800"), Outcome(False, findings=(place,)))
    assert found.id == r"a.b\ud800"
    assert found.observed == "\\x1b[2J é 名\\nnext"
    assert found.findings[0].place == "\\x1b[2J"
    assert found.findings[0].observed == found.observed
    assert trouble("x", "half \udfff").message == r"half \udfff"
