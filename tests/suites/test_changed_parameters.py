"""Nearly everything that is posted can be asked for in another way with the same key."""

from __future__ import annotations

from contracts import load
from strategies import smallest
from suites.laws.idempotency.changed_parameters import other_form

POSTED = [o for o in load().operations if o.method == "POST"]


def test_another_form_differs_from_the_first() -> None:
    assert not [o.id for o in POSTED if other_form(o) == smallest(o)]


def test_two_operations_have_no_other_form() -> None:
    assert [o.id for o in POSTED if other_form(o) is None] == [
        "issuing.token.update", "financial_connections.account.disconnect",
    ]  # fmt: skip
