"""Cards on a walk: on, off, and for ever off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize

from suites.looking.dig import dig
from suites.looking.say import shown
from suites.machines.machine import BEGUN, CHANGES, METADATA, Choice, Machine, promised
from suites.machines.walk import Wrong
from suites.machines.walker import Body

_PLAIN: Body = {
    "cardholder": "@issuing.cardholder:ready",
    "type": "virtual",
    "currency": "@issuing.currency",
}
_LABELS = {"active": "activate", "inactive": "deactivate", "canceled": "cancel"}
_LIMITS = st.sampled_from([(0, "daily"), (500, "monthly"), (2500, "all_time")])
_STATUSES = st.sampled_from([("active", ""), ("inactive", "")])
_ENDS = st.sampled_from([("canceled", ""), ("canceled", "lost"), ("canceled", "stolen")])


class Cards(Machine):
    """One virtual card."""

    resource = "issuing.card"
    promises = promised("3.5", fields="CA-31")
    constants = ("currency", "type", "exp_month", "exp_year", "last4")
    hidden = ("cardholder", "type", "currency")
    tiring = ("canceled",)

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.limit: tuple[int, str] | None = None
        self.reason: str | None = ""  # as sent with the cancellation; "" when nobody knows

    @initialize(
        status=st.sampled_from(["", "inactive", "active"]), metadata=METADATA, begun=BEGUN
    )  # fmt: skip
    def create(self, status: str, metadata: Body, *, begun: bool) -> None:
        """Issue a card; it is inactive unless the request says otherwise (CA-14)."""
        form: Body = {**_PLAIN}
        form |= {"status": status} if status else {}
        form |= {"metadata": metadata} if metadata else {}
        if begun:
            self.start(form, (status or "inactive",))

    def choices(self) -> Iterator[Choice]:
        """Yield the moves."""
        yield Choice(4, self.update_status, _STATUSES)
        yield Choice(2, self.update_status, _ENDS)
        yield Choice(2, self.update_limit, _LIMITS)
        yield Choice(2, self.update_metadata, CHANGES)
        yield Choice(1, self.look)

    def update_status(self, given: tuple[str, str]) -> None:
        """Activate, deactivate or cancel (3.5)."""
        status, reason = given
        form: Body = {"status": status}
        may = self.cell("update", _LABELS[status])
        if reason:
            form["cancellation_reason"] = reason
        if status == "active" and self.status != "active" and self._blocked():
            may = replace(may, refuses=True)

        def done(_body: Body) -> None:
            known = status == "canceled" and self.status != "canceled"
            self.reason = (reason or None) if known else ""

        self.move("update", form, may, done)

    def _blocked(self) -> bool:
        """Whether the cardholder has requirements that may keep the card off (CA-18)."""
        needs = dig(self.last, "cardholder.requirements")
        return bool(dig(needs, "past_due") or dig(needs, "disabled_reason"))

    def update_metadata(self, changes: Any) -> None:
        """Change metadata; for a canceled card the source is silent."""
        self.move("update", {"metadata": changes}, self.cell("update", to=(self.status,)))

    def update_limit(self, limit: tuple[int, str]) -> None:
        """Set a spending limit; 0 is one (CA-22)."""
        own = {"amount": limit[0], "interval": limit[1]}
        form = {"spending_controls": {"spending_limits": [own]}}

        def done(_body: Body) -> None:
            self.limit = limit

        self.move("update", form, self.cell("update", to=(self.status,)), done)

    def laws(self, body: Body) -> Iterator[Wrong]:
        """Yield what is wrong: the spending limit and the reason of a cancellation."""
        yield from super().laws(body)
        if self.reason != "":
            yield from self.same("fields", "cancellation_reason", self.reason, body)
        if self.limit is None:
            return
        limits = dig(body, "spending_controls.spending_limits")
        found = (
            [(x.get("amount"), x.get("interval")) for x in limits if isinstance(x, dict)]
            if isinstance(limits, list)
            else []
        )
        if found != [self.limit]:
            place = "spending_limits"
            yield Wrong("fields", f"{place} {shown([self.limit])}", f"{place} {shown(found)}")
        self.log.saw("fields", self.walk)
