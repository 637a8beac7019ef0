"""Texts that are read from bytes: all of them valid to send, and zero is the plainest."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from strategies.texts import KEYS, LETTERS, WORDS, text, texts_by_key

BYTES = st.binary(min_size=24, max_size=24)


def reading(data: bytes) -> Callable[[int], int]:
    return lambda place: data[place % len(data)]


@given(BYTES, st.integers(1, 500))
def test_a_text_is_neither_empty_nor_too_long_and_names_no_object(data: bytes, limit: int) -> None:
    found = text(reading(data), limit)
    assert 1 <= len(found) <= min(limit, 20)
    assert "@" not in found
    assert found == found.strip()


def test_each_byte_is_another_letter_and_each_word_is_written() -> None:
    assert len(set(LETTERS)) == 256
    assert {text(reading(bytes([kind])), 20) for kind in range(224, 256)} == set(WORDS)


def test_no_bytes_are_the_plainest_letter() -> None:
    assert text(reading(bytes(24)), 20) == "A"
    assert texts_by_key(reading(bytes(24)), 500) == {"assay": "A"}


@given(BYTES)
def test_a_map_has_one_key_or_two(data: bytes) -> None:
    found = texts_by_key(reading(data), 500)
    assert set(found) <= set(KEYS)
    assert 1 <= len(found) <= 2


@pytest.mark.parametrize(
    ("condition", "smallest"),
    [
        (lambda found: len(found) > 3, "AAAA"),
        (lambda found: found[0] > "\xff", "\u03b1"),
    ],
)
def test_a_text_shrinks_to_few_and_plain_letters(
    condition: Callable[[str], bool], smallest: str
) -> None:
    quiet = settings(max_examples=4000, database=None, derandomize=True, deadline=None)
    found = find(BYTES.map(lambda data: text(reading(data), 20)), condition, settings=quiet)
    assert found == smallest
