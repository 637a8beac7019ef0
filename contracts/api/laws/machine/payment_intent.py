"""PaymentIntents on a walk: what they hold, take and release, whatever the order of moves.

Amounts are at least 100, where no minimum of a currency gets in the way (T-19).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize

from suites.looking.say import shown
from suites.machines.machine import BEGUN, CHANGES, METADATA, Choice, Machine, promised
from suites.machines.table import Expected
from suites.machines.walk import Wrong
from suites.machines.walker import Body, Invariant

GOOD, DECLINED, ACTION = "pm_card_visa", "pm_card_chargeDeclined", "pm_card_authenticationRequired"
# What the table calls an attempt with each of them (3.2).
_LABELS = {GOOD: "", DECLINED: "declined", ACTION: "authentication"}
_RETURN = "https://example.com/return"
_UNPAID, _READY = "requires_payment_method", "requires_confirmation"
_ACTION, _HELD, _PAID = "requires_action", "requires_capture", "succeeded"
_OPEN = (_UNPAID, _READY, _ACTION)
_FREE = 3  # confirmations; where further ones cancel is a variable limit (L944-946)
_PLAIN: Body = {"currency": "usd", "payment_method_types": ["card"]}
_SOME, _ANY = "some charge", "any charge or none"
_DECLINED = {"payment_method": False, "last_payment_error": True, "latest_charge": True}
_AMOUNTS = st.sampled_from([1000, 2000, 3999, 5001])
_METHODS = st.sampled_from([GOOD, GOOD, GOOD, DECLINED, None, DECLINED, ACTION])
_CHANGED = st.sampled_from([GOOD, GOOD, DECLINED, ACTION, ""])
_CAPTURES = st.sampled_from(["", *["manual"] * 5, "automatic", "automatic_async"])
_TENTHS = st.sampled_from([0, 11, 4, 1])  # of what is held; 0 names no amount
_REASONS = st.sampled_from(["", "", "requested_by_customer", "abandoned"])
_RAISED = st.sampled_from([6000, 500, 9000])
_MONEY = Invariant("PI-47", "What is captured and what is released add up to what was authorised.")
_ATTEMPTS = Invariant("PI-24", "An attempt leaves its charge, a decline says so, an update "
                               "attempts nothing.")  # fmt: skip


class Intents(Machine):
    """One PaymentIntent."""

    resource = "payment_intent"
    promises = promised("3.1", money=_MONEY, attempts=_ATTEMPTS)
    modelled = ("amount", "amount_received", "amount_capturable")
    constants = ("currency",)
    hidden = ("currency", "payment_method_types", "return_url")
    share = 1.0
    tiring = (_PAID, "canceled")

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.amount = 0
        self.confirmed = 0  # times
        self.received: int | None = 0  # None: cannot be known
        self.held: int | None = 0
        self.method: str | None = None  # the test payment method that a confirmation would use
        self.capture_method = ""
        self.charge: Any = None  # what latest_charge has to be, or one of the two below

    @initialize(
        amount=_AMOUNTS, method=_METHODS, capture=_CAPTURES, metadata=METADATA,
        begun=BEGUN,
    )  # fmt: skip
    def create(
        self, amount: int, method: str | None, capture: str, metadata: Body, *, begun: bool
    ) -> None:
        """Create an intent, with or without a payment method (PI-06)."""
        form: Body = {"amount": amount, **_PLAIN}
        form |= {"capture_method": capture} if capture else {}
        form |= {"payment_method": method} if method else {}
        form |= {"metadata": metadata} if metadata else {}
        self.amount, self.method, self.capture_method = amount, method, capture
        if begun:
            self.start(form, (_READY if method else _UNPAID,))

    def choices(self) -> Iterator[Choice]:
        """Yield the moves; an open intent is mostly confirmed, a held one captured."""
        is_open, is_held = self.status in _OPEN, self.status == _HELD
        yield Choice(6 if is_open else 2, self.confirm, _METHODS)
        yield Choice(9 if is_held else 1 if is_open else 3, self.capture, _TENTHS)
        yield Choice(3 if is_open else 1, self.update_amount, _AMOUNTS)
        yield Choice(1, self.cancel, _REASONS)
        yield Choice(2 if is_open else 1, self.update_method, _CHANGED)
        yield Choice(1, self.update_metadata, CHANGES)
        yield Choice(1, self.increment_authorization, _RAISED)
        yield Choice(1, self.look)

    def confirm(self, method: str | None) -> None:
        """Confirm with the payment method of the intent or another one (3.2)."""
        form: Body = {"payment_method": method} if method else {}
        if ACTION in (method, self.method):
            form["return_url"] = _RETURN
        used = method or self.method
        self.confirmed += 1
        may = self._attempt(used) if self.status in (_UNPAID, _READY) else self.cell("confirm", "")

        def done(body: Body) -> None:
            self.method = used
            self._settled(body)

        self.move("confirm", form, may, done)

    def worn_out(self, body: Body) -> bool:
        """Whether a confirmation reached the limit of a target, which cancels (PI-58)."""
        too_many = self.verb == "confirm" and self.confirmed > _FREE
        return too_many and body.get("status") == "canceled"

    def _attempt(self, method: str | None) -> Expected:
        """Return what an attempt does: the same whether the payment method was there or is new."""
        if method is None:
            return self.cell("confirm", "nothing_to_pay_with")
        label = _LABELS[method]
        if not label and self.capture_method == "manual":
            label = "manual"
        return self.cell("confirm", label, state=_UNPAID)

    def _settled(self, body: Body) -> None:
        state = body.get("status")
        if state == _PAID:
            self.received, self.held, self.charge = self.amount, 0, _SOME
        elif state == _HELD:
            self.received, self.held, self.charge = 0, self.amount, _SOME
        elif self.charge is not None:
            self.charge = _ANY

    def attempted(self, before: Body) -> None:
        """A decline takes the payment method away and leaves a failed charge (PI-59)."""
        sure = before.get("status") in (_UNPAID, _READY)
        for name, given in _DECLINED.items() if sure else ():
            if bool(self.last.get(name)) != given:
                wanted = f"{name} {'given' if given else 'null'} after a decline"
                self.judge(Wrong("attempts", wanted, f"{name} {shown(self.last.get(name))}"))
        if sure:
            self.log.saw("attempts", self.walk)
        self.charge = _SOME if sure else _ANY
        if self.status == _UNPAID:
            self.method = None

    def capture(self, tenths: int) -> None:
        """Capture all, a part, or more than there is (3.3)."""
        part = (self.held or self.amount) * (tenths or 10) // 10
        over = tenths > 10
        form: Body = {"amount_to_capture": part} if tenths else {}
        label = "too_much" if over else "partial" if 0 < tenths < 10 else ""

        def done(_body: Body) -> None:
            self.received = None if over or self.held is None else part
            self.held = 0
            self.charge = _SOME

        self.move("capture", form, self.cell("capture", label, ""), done)

    def cancel(self, reason: str) -> None:
        """Cancel, which releases what is held (PI-37 to PI-41)."""
        form: Body = {"cancellation_reason": reason} if reason else {}

        def done(body: Body) -> None:
            self.held = None  # whether the field is back at 0 is not certain (PI-41)
            self.charge = None if self.charge is None else _ANY
            for wrong in self.same("fields", "cancellation_reason", reason or None, body):
                self.judge(wrong)
            self.log.saw("fields", self.walk)

        self.move(
            "cancel", form, replace(self.cell("cancel", ""), sets={"next_action": None}), done
        )

    def update_amount(self, amount: int) -> None:
        """Change the amount, which only an open intent allows (PI-28)."""

        def done(body: Body) -> None:
            self.amount = amount
            self._updated(body)

        self.move("update", {"amount": amount}, self.cell("update", "amount"), done)

    def update_metadata(self, changes: Any) -> None:
        """Change metadata."""
        may = self.cell("update", "metadata", to=(self.status,))
        self.move("update", {"metadata": changes}, may, self._updated)

    def update_method(self, method: str) -> None:
        """Change or unset the payment method; neither attempts a payment (PI-24, PI-25)."""

        def done(body: Body) -> None:
            self.method = method or None
            self._updated(body)

        label = "payment_method" if method else "unset_payment_method"
        self.move("update", {"payment_method": method}, self.cell("update", label), done)

    def _updated(self, body: Body) -> None:
        """An update makes no attempt and forgets the error of the last (PI-24, PI-27)."""
        self.charge = self.last.get("latest_charge")
        if body.get("last_payment_error") is not None:
            found = shown(body["last_payment_error"])
            self.judge(Wrong("attempts", "last_payment_error null", f"last_payment_error {found}"))

    def increment_authorization(self, amount: int) -> None:
        """Raise what is held; whether the card can is not certain (PI-65, PI-66)."""
        label = "" if self.status != _HELD else "unsupported" if amount > self.amount else "lower"

        def done(body: Body) -> None:
            self.amount = amount
            self.held = amount if body.get("status") == _HELD else None

        form = {"amount": amount}
        self.move("increment_authorization", form, self.cell("increment_authorization", label),
                  done)  # fmt: skip

    def laws(self, body: Body) -> Iterator[Wrong]:
        """Yield what is wrong: amounts by status, and the charge."""
        yield from super().laws(body)
        yield from self.same("money", "amount", self.amount, body)
        state = body.get("status")
        held = 0 if state in (_UNPAID, _READY, _ACTION, _PAID) else self.held
        for name, value in (("amount_received", self.received), ("amount_capturable", held)):
            if value is not None and name in body and (body[name] or value):
                yield from self.same("money", name, value, body)
        taken = body.get("amount_received")
        if isinstance(taken, int) and taken > self.amount:
            yield Wrong("money", f"at most {self.amount} received", f"amount_received {taken}")
        if state in (_HELD, _PAID) and {"amount_received", "amount_capturable"} <= {*body}:
            self.log.saw("money", self.walk)
        if self.capture_method and "capture_method" in body:
            yield from self.same("fields", "capture_method", self.capture_method, body)
            self.log.saw("fields", self.walk)
        yield from self._charges(body)

    def _charges(self, body: Body) -> Iterator[Wrong]:
        found = body.get("latest_charge")
        if self.charge == _SOME and not found:
            yield Wrong("attempts", "latest_charge given after an attempt", "latest_charge null")
        if self.charge not in (_SOME, _ANY):
            yield from self.same("attempts", "latest_charge", self.charge, body)
