"""What differs from run to run by nature: ids, secrets, times, words of one run.

It is left out where two runs, or two servers, are compared: it says nothing about either. A record
of a run (`reports/recording.py`) has marks with numbers in its place, `…3`, so that what is equal
stays equal; a run that is compared with it may say anything there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
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
_NUMBERED = re.compile(r"…\d+")
_DIGITS = re.compile(r"[0-9]{2,}")
LARGEST = 10**8  # whole numbers beyond it are times, or ids


def _marked(_word: str) -> str:
    return MARK


class Drawn:
    """The ids that a run has seen, and its texts and values without them.

    `mark` returns what stands for a word; `free` says that the ledger is a record, in which marks
    stand for anything.
    """

    def __init__(self, ledger: Ledger, mark: Callable[[str], str] = _marked) -> None:
        self.free = bool(ledger.header.get("record"))
        self._mark, self._ledger = mark, ledger
        seen = {str(ledger.header.get("run") or MARK), str(ledger.header.get("base_url") or MARK)}
        for given in (ledger.header.get("ids") or {}).values():
            seen.update(given if isinstance(given, list) else [str(given)])
        for exchange in ledger.exchanges.values():
            seen.update(_ids(exchange.json))
        known = sorted((name for name in seen if len(name) >= _SHORTEST), key=len, reverse=True)
        self._seen = frozenset(known)

    def text(self, text: str) -> str:
        """Return a text with a mark in the place of each word that is of this run alone."""
        kept = text if len(text) <= _LONGEST else f"{text[:_LONGEST]} of {len(text)}"
        found = _PARTS.sub(self._word, _NUMBERED.sub(MARK, kept) if self.free else kept)
        return _WORD.sub(self._drawn, _ID.sub(self._drawn, found))

    def _word(self, found: re.Match[str]) -> str:
        return self._mark(found.group()) if found.group() in self._seen else found.group()

    def _drawn(self, found: re.Match[str]) -> str:
        return self._mark(found.group())

    def value(self, value: Any) -> Any:
        """Return what a member of an answer says, as far as another run can say the same."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) > LARGEST:
            return MARK
        return value

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The members of objects that hold digits which the server draws, as of a card's number.

        Objects that were made of one form have others there.
        """
        made: dict[tuple[str, ...], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for exchange in self._ledger.exchanges.values():
            request, answer = exchange.request, exchange.json
            if not isinstance(answer, dict) or ID not in answer:
                continue
            if self.text(request.path) != request.path:
                continue  # about an object, whose state has a say
            form = (request.method, request.path, request.query, self.text(request.body))
            for name, value in answer.items():
                if isinstance(value, str) and _DIGITS.fullmatch(value):
                    made[form][name].add(value)
        return frozenset(name for members in made.values()
                         for name, values in members.items() if len(values) > 1)  # fmt: skip

    def alike(self, text: str | None, other: str | None) -> bool:
        """Whether a text of this ledger says what another of a run does; both are without words."""
        if not self.free or text is None or other is None or MARK not in text:
            return text == other
        parts = (re.escape(part) for part in text.split(MARK))
        return re.fullmatch(".*?".join(parts), other, re.DOTALL) is not None


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


def both_draw(name: str, objects: tuple[Any, Any], drawn: tuple[Drawn, Drawn]) -> bool:
    """Whether two objects differ at a member by digits alone that both servers draw."""
    texts = [found.get(name) for found in objects]
    return (
        all(isinstance(text, str) and _DIGITS.fullmatch(text) for text in texts)
        and len(texts[0]) == len(texts[1])
        and all(ID in found for found in objects)
        and all(name in side.numbers for side in drawn)
    )
