"""A card and the one in its place, for a reason that keeps the number or one that does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import About, Breach, Family, Unavailable
from suites.looking.once import Once
from suites.looking.say import said
from suites.merit import SAME_BORN

from .._issuing import CARD, done, new_card

DAMAGED, LOST, STOLEN = "damaged", "lost", "stolen"
_GONE = (LOST, STOLEN)  # reasons for which the card before is canceled first


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a card is replaced."""

    operation: Operation
    word: str

    @property
    def id(self) -> str:
        """The start of the group's name."""
        return f"{self.operation.id}.{self.word}"


class Replaced:
    """A card, and the one in its place. `new` raises Unavailable when called, and Breach where a
    card that was canceled for its reason is not replaced for it.
    """

    def __init__(self, lab: Lab, reason: Reason) -> None:
        self.lab = lab
        self.old = new_card(lab, status="active")
        self.name = str(self.old.item["id"])
        self._reason = reason.word
        if reason.word in _GONE:
            form = {"status": "canceled", "cancellation_reason": reason.word}
            done(lab, f"{CARD}.update", form, self.name)
        self.new = Once(self._made)

    def _made(self) -> Exchange:
        form = {"replacement_for": self.name, "replacement_reason": self._reason}
        try:
            new = new_card(self.lab, **form)
        except Unavailable as lacking:
            answer = next(iter(lacking.exchanges), None)
            if answer is None or not answer.refused or self._reason not in _GONE:
                raise
            wanted = f"a card in the place of one that was {self._reason}"
            raise Breach(wanted, said(answer), answer, self.old) from None
        if new.item["id"] == self.name:
            raise Unavailable(SAME_BORN, new, self.old)
        return new


def _about(contracts: Contracts) -> Iterator[Reason]:
    operation = contracts.operation(f"{CARD}.create")
    yield from (Reason(operation, word) for word in (DAMAGED, LOST, STOLEN))


def of(*words: str) -> Callable[[Reason, Contracts], Iterator[About]]:
    """Return what a law speaks of that needs a card which was replaced for one of some reasons."""

    def each(reason: Reason, _contracts: Contracts) -> Iterator[About]:
        if reason.word in words:
            yield About(reason.operation, "" if reason.word == words[0] else reason.word)

    return each


def number(lab: Lab, card: str) -> str:
    """Return the number of a virtual card. Raises Unavailable."""
    found = done(lab, f"{CARD}.retrieve", {"expand": ["number", "cvc"]}, card)
    text = found.item.get("number")
    if not isinstance(text, str) or not text.isdigit():
        raise Unavailable("the number of a virtual card is not shown", found)
    return text


def ends(card: Exchange, digits: str) -> bool:
    """Whether the last digits that a card shows are those of a number."""
    return digits.endswith(str(card.item.get("last4")))


REPLACED = Family("replacement", _about, Replaced, order=("linked", "same_number", "retires"))
