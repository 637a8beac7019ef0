"""Texts are made of patterns, and what may take for ever is not matched."""

from __future__ import annotations

import re

import pytest

from contracts.fitting import fits, fitting, unfitting
from contracts.patterns import tame

PATTERNS = (
    "[A-Z]{2}-[0-9]{4}", "(cat|dog)s?", r"\d+", r"[^a-z]{3}", "x*", "AC[0-9a-f]{32}",
    r"\w+@\w+\.\w{2}", "^[a-z]+$", "(?:ab){2,3}", "a.c",
)  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_text_fits(pattern: str) -> None:
    found = fitting(pattern)
    assert found is not None
    assert re.fullmatch(pattern, found)


def test_a_text_is_as_long_as_it_has_to_be() -> None:
    assert fitting("[a-c]+", 12) == "a" * 12
    assert len(fitting("A[0-9]*", 5) or "") >= 5


@pytest.mark.parametrize("pattern", PATTERNS)
def test_another_text_does_not_fit(pattern: str) -> None:
    found = unfitting(pattern)
    assert found
    assert not any(re.fullmatch(pattern, text) for text in found)


def test_a_text_that_fits_in_part_does_not_fit() -> None:
    assert unfitting("[A-Z]{2}[0-9]{3}") == ("!", "AA000!", "!AA000")


def test_no_text_is_known_that_does_not_fit_what_fits_all() -> None:
    assert unfitting(r"[\s\S]*") == ()


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a*)*", "(x|y+)*z", "((ab)+c)*"])
def test_a_repetition_inside_another_one_is_not_tame(pattern: str) -> None:
    assert not tame(pattern)
    assert unfitting(pattern) == ()
    assert fitting(pattern) is not None


@pytest.mark.parametrize("pattern", ["(ab){2}", "[a-z]+[0-9]*", "((ab){2}c)+"])
def test_a_repetition_of_one_length_is_tame(pattern: str) -> None:
    assert tame(pattern)


def test_what_cannot_be_read_or_made_is_none() -> None:
    assert fitting("(") is None
    assert not tame("(")
    assert fitting(r"(a)\1") is None


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(a|a)*(a|a)*b", "a" * 60),
        ("(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)x", "a" * 80),
        ("(a|a){26}b", "a" * 26),
        ("(a?){40}a{40}", "a" * 40),
        ("a?" * 30 + "a" * 30, "a" * 30),
        (".{0,60}" * 9 + "x", "a" * 60),
    ],
)
def test_what_may_take_long_is_held_against_nothing(pattern: str, text: str) -> None:
    assert fits(pattern, text) is None


@pytest.mark.parametrize(
    ("pattern", "text", "fitting"),
    [
        (r"[^@]+@[^@]+\.[a-z]+", "someone@example.com", True),
        (r"-?[0-9]+(\.[0-9]+)?", "1.5", True),
        (r"-?[0-9]+(\.[0-9]+)?", "1.", False),
        (r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(Z|T\d\d)", "2020-01-01T00", True),
    ],
)
def test_what_is_soon_known_is_held(pattern: str, text: str, fitting: bool) -> None:
    assert fits(pattern, text) is fitting
