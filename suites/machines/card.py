"""Cards on a walk: on, off, and for ever off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from suites.machines.machine import CHANGES, METADATA, Body, Machine
from suites.machines.walk import Wrong
from suites.tables import shown

_PLAIN: Body = {"cardholder": "@issuing.cardholder", "type": "virtual", "currency": "usd"}
_LABELS = {"active": "activate", "inactive": "deactivate", "canceled": "cancel"}
_LIMITS = st.tuples(st.integers(0, 5000), st.sampled_from(["daily", "monthly", "all_time"]))
_STATUSES = st.sampled_from(["active", "inactive", "active", "inactive", "canceled"])


class Cards(Machine):
    """One virtual card."""

    resource = "issuing.card"
    constants = (*Machine.constants, "currency", "type", "exp_month", "exp_year", "last4")
    hidden = ("cardholder", "type", "currency")
    tiring = ("canceled",)

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.limit: tuple[int, str] | None = None
        self.reason: str | None = ""  # as sent with the cancellation; "" when nobody knows

    @initialize(status=st.sampled_from(["", "inactive", "active"]), metadata=METADATA)
    def create(self, status: str, metadata: Body) -> None:
        """Issue a card; it is inactive unless the request says otherwise (CA-14)."""
        form: Body = {**_PLAIN}
        form |= {"status": status} if status else {}
        form |= {"metadata": metadata} if metadata else {}
        self.start(form, (status or "inactive",))

    @rule(status=_STATUSES, reason=st.sampled_from(["", "lost", "stolen"]))
    def update_status(self, status: str, reason: str) -> None:
        """Activate, deactivate or cancel (3.5)."""
        form: Body = {"status": status}
        may = self.cell("update", _LABELS[status])
        if status == "canceled" and reason:
            form["cancellation_reason"] = reason
        if status == "active" and self.status != "active" and self._blocked():
            may = replace(may, refuses=True)

        def done(_body: Body) -> None:
            known = status == "canceled" and self.status != "canceled"
            self.reason = (reason or None) if known else ""

        self.move("update", form, may, done)

    def _blocked(self) -> bool:
        """Whether the cardholder has requirements that may keep the card off (CA-18)."""
        needs = (self.last.get("cardholder") or {}).get("requirements") or {}
        return bool(needs.get("past_due") or needs.get("disabled_reason"))

    @rule(changes=CHANGES)
    def update_metadata(self, changes: Any) -> None:
        """Change metadata; for a canceled card the source is silent."""
        self.move("update", {"metadata": changes}, self.cell("update", to=(self.status,)))

    @rule(limit=_LIMITS)
    def update_limit(self, limit: tuple[int, str]) -> None:
        """Set a spending limit; 0 is one (CA-22)."""
        own = {"amount": limit[0], "interval": limit[1]}
        form = {"spending_controls": {"spending_limits": [own]}}

        def done(_body: Body) -> None:
            self.limit = limit

        self.move("update", form, self.cell("update", to=(self.status,)), done)

    @rule()
    def retrieve(self) -> None:
        """Read."""
        self.look()

    def laws(self, body: Body) -> Iterator[Wrong]:
        """Yield what is wrong: the spending limit and the reason of a cancellation."""
        yield from super().laws(body)
        if self.reason != "":
            yield from self.same("fields", "cancellation_reason", self.reason, body)
        if self.limit is None:
            return
        limits = (body.get("spending_controls") or {}).get("spending_limits") or []
        found = [(x.get("amount"), x.get("interval")) for x in limits if isinstance(x, dict)]
        if found != [self.limit]:
            place = "spending_limits"
            yield Wrong("fields", f"{place} {shown([self.limit])}", f"{place} {shown(found)}")
        self.log.saw("fields", self.walk)
