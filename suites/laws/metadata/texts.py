"""Metadata comes back as it was sent, whatever its texts look like (G-101)."""

from __future__ import annotations

from itertools import islice

from harness.claim import Outcome
from harness.exchange import Exchange
from suites.law import broken, held, law
from suites.laws.metadata._family import metadata_of, row_of
from suites.laws.metadata._limits import LIMITED, Taker
from suites.looking.dig import named
from suites.looking.likeness import resembles
from suites.looking.say import joined, said, shown
from suites.subjects import itself

TEXTS = {
    "number": "007", "yes": "true", "fraction": "1.50", "spaces": "two  words",
    "none": "0", "no": "false", "nothing": "null",
    "beyond the BMP 🦄": "🦄🏳️\u200d🌈", "odd.key-_/?#&=+%": "a&b=c+d%20e;f",
    "lines": "one\ntwo\ttabs", "quotes": "\"'<>\\", "MixedCase": "aBc",
    "ends": "  both  ", "marks": "e\N{COMBINING ACUTE ACCENT}", "markup": "&amp;",
    "right to left": "\N{HEBREW LETTER SHIN}\N{HEBREW LETTER LAMED}",
}  # fmt: skip


@law(LIMITED, clause="G-101")
def texts(taker: Taker) -> Outcome:
    """Odd texts come back as they were sent, also when the object is read."""
    lab, operation = taker.lab, taker.operation
    sent = _fitting(taker)
    exchange = taker.send(sent)
    if not resembles(exchange, operation):
        return broken("metadata of odd texts is accepted", said(exchange), exchange)
    again = lab.read(operation, itself(named(exchange.item))) or exchange
    wrong, worst = _lost(exchange, sent), exchange
    if not wrong and resembles(again, operation):
        wrong, worst = _lost(again, sent), again
    seen = joined(wrong, 2) + ("" if worst is exchange else " when it is read")
    return held(not wrong, "metadata as it was sent", seen, worst, exchange)


def _fitting(taker: Taker) -> dict[str, str]:
    """Return as many of the texts as metadata may hold."""
    limits = taker.limits
    found = {key: text for key, text in TEXTS.items()
             if len(key) <= limits.key_length and len(text) <= limits.value_length}  # fmt: skip
    return dict(islice(found.items(), limits.keys))


def _lost(exchange: Exchange, sent: dict[str, str]) -> list[str]:
    """Return in words which of some texts an object shows otherwise, and how."""
    own = metadata_of(exchange)
    wrong = [key for key, text in sent.items() if own.get(key) != text]
    row = row_of(exchange)
    return [f"{row}[{key}] {shown(own[key]) if key in own else 'missing'}" for key in wrong]
