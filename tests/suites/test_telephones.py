"""A number of a telephone is the same however it is written (CH-15)."""

from __future__ import annotations

import pytest

from suites.looking.telephones import one_number


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ("+14155550123", "+14155550123"),
        ("(415) 555-0123", "+14155550123"),
        ("1 415 555 0123", "+14155550123"),
        ("8008675311", "8008675311"),
        ("020 7946 0018", "+442079460018"),  # the zero is dialled in the country alone
        ("+44 (0)20 7946 0018", "+442079460018"),
        ("0044 20 7946 0018", "+442079460018"),
        ("06 698 12345", "+390669812345"),  # a country that keeps the zero
        ("8 916 123-45-67", "+79161234567"),
        ("06 1 234 5678", "+3612345678"),
        ("+1800", "+1 800"),
        ("none", "none"),
    ],
)
def test_one_number(sent: str, found: str) -> None:
    assert one_number(sent, found)


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ("+14155550123", "+4155550123"),
        ("+14155550123", "+24155550123"),
        ("4155550123", "+14155550124"),
        ("0123", "+14155550123"),
        ("020 7946 0018", "+2079460018"),
        ("8005550199", "+1005550199"),
        ("+020 7946 0018", "+442079460018"),
        ("+14155550123", ""),
        ("none", "+14155550123"),
    ],
)
def test_another_number(sent: str, found: str) -> None:
    assert not one_number(sent, found)
