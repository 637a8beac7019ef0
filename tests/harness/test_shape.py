"""What two findings of one cause have in common is found in time with their length."""

from __future__ import annotations

import pytest

from harness.shape import shape


def test_what_differs_from_claim_to_claim_is_left_out() -> None:
    said = 'a[b][c]: sent 5, found "x_abcdefgh1"; b: sent , found 1234567'
    assert shape(said) == '…: sent …, found "…"; b: sent …, found …'


@pytest.mark.parametrize("piece", ["x", "a[", "a_", ": sent ", "x_abcdefgh", '"…", ', "0x", "[a]"])
def test_a_text_of_any_length_is_read_at_once(piece: str) -> None:
    """Each of these took minutes, or would, where a pattern looks again from each letter."""
    assert shape(piece * (200_000 // len(piece)))
