"""Numbers and expiry of issued cards, and what a replacement keeps of them (CA-16, CA-27)."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime

_BIN = "400000"
_LENGTH = 16
_YEARS = 4  # that a new card is good for
KEEPS_NUMBER = ("damaged", "expired")
_random = random.SystemRandom()


@dataclass(frozen=True, slots=True)
class Plastic:
    """What is printed on a card: its number, check value, and month and year of expiry."""

    number: str
    cvc: str
    exp_month: int
    exp_year: int


def _check_digit(digits: str) -> int:
    """Return the Luhn digit that completes `digits`."""
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(digits))]
    return -sum(value // 10 + value % 10 for value in doubled) % 10


def _number() -> str:
    free = _LENGTH - len(_BIN) - 1
    digits = f"{_BIN}{_random.randrange(10**free):0{free}d}"
    return f"{digits}{_check_digit(digits)}"


def _cvc(other_than: str = "") -> str:
    while (found := f"{_random.randrange(1000):03d}") == other_than:
        pass
    return found


def fresh(now: int) -> Plastic:
    """Return the plastic of a new card, made at `now` (unix seconds)."""
    today = datetime.fromtimestamp(now, UTC)
    return Plastic(_number(), _cvc(), today.month, today.year + _YEARS)


def renewed(old: Plastic, reason: str, now: int) -> Plastic:
    """Return the plastic of a replacement: always a new check value and expiry.

    A damaged or expired card hands on its number; a lost or stolen one does not.
    """
    new = fresh(now)
    number = old.number if reason in KEEPS_NUMBER else new.number
    year = max(new.exp_year, old.exp_year + 1)
    return Plastic(number, _cvc(old.cvc), new.exp_month, year)
