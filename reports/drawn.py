"""What differs from run to run by nature: ids, secrets, times, words of one run.

It is left out where two runs, or two servers, are compared: it says nothing about either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from harness.ledger import Ledger

ID = "id"  # the member of an object that names it
_ID = re.compile(r"\b[a-z]+_(?=\w*[A-Z0-9])[A-Za-z0-9_-]{8,}|\b\d{9,}\b")
_PARTS = re.compile(r"[\w.:/-]+")
# Words that nobody made up: long, of letters and digits, or with capitals inside.
_WORD = re.compile(r"\b(?=\w*\d)(?=\w*[A-Za-z])\w{12,}\b|\b[a-z]\w*[A-Z]\w{10,}\b")
_SHORTEST = 6  # letters of an id that is looked for in texts
_LONGEST = 2_000  # letters of a text that are compared
MARK = "…"


class Drawn:
    """The ids that a run has seen, and its texts and values without them."""

    def __init__(self, ledger: Ledger) -> None:
        seen = {str(ledger.header.get("run") or MARK), str(ledger.header.get("base_url") or MARK)}
        for exchange in ledger.exchanges.values():
            seen.update(_ids(exchange.json))
        known = sorted((name for name in seen if len(name) >= _SHORTEST), key=len, reverse=True)
        self._seen = frozenset(known)

    def text(self, text: str) -> str:
        """Return a text with a mark in the place of each word that is of this run alone."""
        kept = text if len(text) <= _LONGEST else f"{text[:_LONGEST]} of {len(text)}"
        found = _PARTS.sub(self._word, kept)
        return _WORD.sub(MARK, _ID.sub(MARK, found))

    def _word(self, found: re.Match[str]) -> str:
        return MARK if found.group() in self._seen else found.group()

    def value(self, value: Any) -> Any:
        """Return what a member of an answer says, as far as another run can say the same."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 10**8:
            return MARK
        return value


def _ids(value: Any) -> Iterator[str]:
    """Yield the ids of the objects in an answer, however deep."""
    if isinstance(value, Mapping):
        found = value.get(ID)
        if isinstance(found, str):
            yield found
        for part in value.values():
            yield from _ids(part)
    elif isinstance(value, list):
        for part in value:
            yield from _ids(part)
