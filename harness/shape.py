"""What two findings of one cause have in common: their words without ids, rows and numbers."""

from __future__ import annotations

import re

_IDS = re.compile(r"\b[a-z]+_[A-Za-z0-9]{8,}\b|\d{6,}|0x[0-9a-f]+")
_RUNS = re.compile(r'"…"(, ?"…")+|…(, …)+( and \d+ more)?')
# A text may be anybody's: each of these takes time in proportion to its length.
_SENT = re.compile(r": sent [^;]{0,2000}?, found ")
_ROWS = re.compile(r"(?<![a-z_])[a-z_]++(\[[a-z0-9_]*\])+")


def shape(text: str) -> str:
    """Return a text without what differs between two failures of one cause: ids, rows, numbers."""
    return _RUNS.sub("several", _ROWS.sub("…", _IDS.sub("…", _SENT.sub(": sent …, found ", text))))


def shape_of(observed: str, claim: str) -> str:
    """Return the shape of what was observed of a claim, without the last word of its id."""
    found = shape(observed)
    return found.replace(claim.rpartition(".")[2], "…") if "." in claim else found
