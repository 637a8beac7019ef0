"""Are two texts one number of a telephone?

Whatever way a number is written, the service shows it in the form of E.164: a plus, the code of
the country, and the national number, without the digit that is dialled inside the country alone.
"""

from __future__ import annotations

import re

_CODE = 3  # digits that the code of a country has at most (E.164)
_ASIDE = "(0)"  # how a number with its country's code says what is dialled without it
_ABROAD = "00"  # dialled in most countries where the plus is written
# What is dialled before a national number in its own country: the countries' codes that know it,
# none where any may.
_TRUNKS: dict[str, tuple[str, ...]] = {"": (), "0": (), "8": ("7", "375", "993"), "06": ("36",)}


def one_number(sent: str, found: str) -> bool:
    """Whether `found` is the number that was sent, which may lack its country's code."""
    sent = sent.replace(_ASIDE, "")
    wanted, shown = _digits(sent), _digits(found)
    if not wanted or not shown:
        return sent == found
    if wanted == shown or wanted == f"{_ABROAD}{shown}":
        return True
    return not sent.lstrip().startswith("+") and any(
        _is_national(wanted.removeprefix(trunk), shown, codes)
        for trunk, codes in _TRUNKS.items()
        if wanted.startswith(trunk)
    )


def _is_national(number: str, shown: str, codes: tuple[str, ...]) -> bool:
    code = shown.removesuffix(number)
    return code != shown and 0 < len(code) <= _CODE and (not codes or code in codes)


def _digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)
