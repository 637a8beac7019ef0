"""Findings become verdicts by level, and only those that were asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.judge import Judge
from harness.verdict import Verdict


def judged(level: str, *only: str) -> list[Verdict]:
    found: list[Verdict] = []
    judge = Judge(found.append, only)
    judge.failed("a.b.c", "G-1", "GET /x", expected="e", observed="o", level=level)  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize(
    ("level", "status"), [("must", "fail"), ("should", "warn"), ("probe", "not_testable")]
)
def test_level_decides(level: str, status: str) -> None:
    assert [v.status for v in judged(level)] == [status]


def test_what_is_long_is_cut_and_says_so() -> None:
    """A value of five thousand characters is in the exchange; nobody reads it in a verdict."""
    found: list[Verdict] = []
    judge = Judge(found.append)
    judge.failed("a.b.c", "G-1", "GET /x", expected=f"holds {'x' * 5000}", observed="None")
    assert found[0].expected == f"holds {'x' * 294}… (4706 more characters)"
    assert found[0].message == f"expected {found[0].expected}; observed None"


def test_only_what_matches_is_recorded() -> None:
    assert judged("must", "a.*")
    assert not judged("must", "b.*", "c")


def test_an_id_asks_for_everything_below_it() -> None:
    assert judged("must", "a")
    assert judged("must", "a.b")
    assert not judged("must", "a.b.cd")


GLOBS = st.lists(st.sampled_from(["a", "b", "c", "*", "?", "d[0]", "."]), min_size=1, max_size=4)


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=4), GLOBS)
def test_wanted_never_hides_what_would_match(parts: list[str], globs: list[str]) -> None:
    """A suite that asks first never skips a verdict that would have been recorded."""
    found: list[Verdict] = []
    judge = Judge(found.append, ("".join(globs),))
    name = ".".join(parts)
    judge.passed(name, "G-1", "GET /x")
    if found:
        assert all(judge.wanted(".".join(parts[:n])) for n in range(1, len(parts) + 1))


def test_no_filter_hides_a_suite_that_could_not_do_its_work() -> None:
    found: list[Verdict] = []
    Judge(found.append, ("a.b",)).trouble("test_x[y]", "KeyError: z")
    assert [(v.id, v.status) for v in found] == [("suite.test_x[y]", "error")]


def test_what_no_file_or_terminal_takes_is_escaped() -> None:
    found: list[Verdict] = []
    judge = Judge(found.append)
    judge.failed("a.b\ud800", "G-1", "GET /x", expected="e", observed="\x1b[2J é 名\nnext")
    judge.trouble("x", "half \udfff")
    assert [v.id for v in found] == [r"a.b\ud800", "suite.x"]
    assert found[0].observed == "\\x1b[2J é 名\nnext"
    assert found[1].message == r"half \udfff"
