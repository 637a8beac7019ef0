"""Disputes on a walk: evidence comes and goes, and is looked at when the dispute is submitted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize
from hypothesis.strategies import SearchStrategy

from suites.looking.dig import dig
from suites.looking.say import shown
from suites.machines.machine import BEGUN, CHANGES, METADATA, Choice, Machine, promised
from suites.machines.walk import Wrong
from suites.machines.walker import Body

# Reasons, with what an explanation alone is for them: enough, or perhaps not (DI-27, DI-28).
_ENOUGH = "fraudulent"
_TEXT, _LATER = "Not made by the cardholder", "A later explanation"
Evidence = tuple[str, str | None]  # a reason, and the explanation that is sent with it
_EVIDENCE: SearchStrategy[Evidence] = st.sampled_from([
    (_ENOUGH, _TEXT), (_ENOUGH, _LATER), (_ENOUGH, None), ("no_valid_authorization", _TEXT),
    ("not_received", _TEXT), ("other", _LATER), ("other", None),
])  # fmt: skip
_AMOUNTS = st.sampled_from([100, 250, 999])


class Disputes(Machine):
    """One dispute, of a transaction of its own."""

    resource = "issuing.dispute"
    promises = promised("3.4", fields="DI-16")
    constants = ("currency", "transaction")
    hidden = ("transaction",)
    tiring = ("submitted", "won", "lost", "expired")

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.amount: int | None = None
        self.reason = ""  # as last sent
        self.text: str | None = None  # the explanation under that reason; "" when it was unset
        self.bare = True  # no evidence was ever sent

    @initialize(
        evidence=st.one_of(_EVIDENCE, _EVIDENCE, st.none()), metadata=METADATA,
        amount=st.one_of(st.none(), _AMOUNTS), begun=BEGUN,
    )  # fmt: skip
    def create(
        self, evidence: Evidence | None, metadata: Body, amount: int | None, *, begun: bool
    ) -> None:
        """Dispute a transaction, with partial evidence or none (DI-05 to DI-07)."""
        form: Body = {"transaction": "@issuing.transaction!"}
        form |= {"amount": amount} if amount else {}
        form |= {"metadata": metadata} if metadata else {}
        if evidence:
            form["evidence"] = self._evidence(*evidence)
        self.amount = amount
        if begun:
            self.start(form, ("unsubmitted",))

    def _evidence(self, reason: str, text: str | None) -> Body:
        if reason != self.reason:
            self.text = None  # what is under another reason's name is not followed
        self.reason, self.bare = reason, False
        self.text = self.text if text is None else text
        return {"reason": reason} if text is None else {"reason": reason, reason: {
            "explanation": text}}  # fmt: skip

    def choices(self) -> Iterator[Choice]:
        """Yield the moves; there is nothing to unset without an explanation."""
        yield Choice(3, self.submit)
        yield Choice(3, self.update_evidence, _EVIDENCE)
        yield Choice(2, self.update_amount, _AMOUNTS)
        yield Choice(1, self.update_metadata, CHANGES)
        yield Choice(1, self.look)
        if self.text:
            yield Choice(1, self.unset)

    def update_evidence(self, evidence: Evidence) -> None:
        """Change evidence, which only works before the dispute is submitted (DI-22)."""
        kept = self.reason, self.text, self.bare
        form = {"evidence": self._evidence(*evidence)}
        sent = self.reason, self.text, self.bare
        self.reason, self.text, self.bare = kept

        def done(_body: Body) -> None:
            self.reason, self.text, self.bare = sent

        self.move("update", form, self.cell("update", "evidence"), done)

    def unset(self, _given: None) -> None:
        """Unset the explanation with an empty text (DI-17)."""
        form = {"evidence": {self.reason: {"explanation": ""}}}

        def done(_body: Body) -> None:
            self.text = ""

        self.move("update", form, self.cell("update", "evidence"), done)

    def update_amount(self, amount: int) -> None:
        """Change the disputed amount."""

        def done(_body: Body) -> None:
            self.amount = amount

        may = self.cell("update", "amount", to=(self.status,))
        self.move("update", {"amount": amount}, may, done)

    def update_metadata(self, changes: Any) -> None:
        """Change metadata; after submission a server may refuse that (DI-23)."""
        may = self.cell("update", "metadata", to=(self.status,))
        self.move("update", {"metadata": changes}, may)

    def submit(self, _given: None) -> None:
        """Submit; what is missing is missed now (DI-19, DI-20, DI-22)."""
        complete = self.reason == _ENOUGH and bool(self.text)
        label = "complete" if complete else "incomplete" if self.bare else "perhaps"
        self.move("submit", {}, self.cell("submit", label, ""))

    def laws(self, body: Body) -> Iterator[Wrong]:
        """Yield what is wrong: amount and evidence."""
        yield from super().laws(body)
        if self.amount is not None:
            yield from self.same("fields", "amount", self.amount, body)
        told = body.get("evidence")
        evidence = told if isinstance(told, dict) else {}
        if not self.reason:
            return
        yield from self.same("fields", "reason", self.reason, evidence)
        if self.text is None:
            return
        found = dig(evidence, f"{self.reason}.explanation") or ""
        if found != self.text:
            place = f"evidence.{self.reason}.explanation"
            yield Wrong("fields", f"{place} {shown(self.text)}", f"{place} {shown(found)}")
        self.log.saw("fields", self.walk)
