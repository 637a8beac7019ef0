"""Declines that take away what they have nothing to do with."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.store import Object

CONFIRM = "POST /v1/payment_intents/*"


@seams.refused(CONFIRM)
def words_lost(call: Call, refusal: ApiError) -> Object | None:
    """A decline empties the description of the intent."""
    _left(call, refusal, description=None)
    return None


@seams.refused(CONFIRM)
def metadata_lost(call: Call, refusal: ApiError) -> Object | None:
    """A decline empties the metadata of the intent."""
    _left(call, refusal, metadata={})
    return None


@seams.refused(CONFIRM)
def currency_of_the_card(call: Call, refusal: ApiError) -> Object | None:
    """A decline leaves the intent in the currency of the card."""
    _left(call, refusal, currency="eur")
    return None


@seams.refused(CONFIRM)
def types_of_the_account(call: Call, refusal: ApiError) -> Object | None:
    """A decline leaves the intent open to other types of payment methods."""
    _left(call, refusal, payment_method_types=["card", "link"])
    return None


def _left(call: Call, refusal: ApiError, **fields: object) -> None:
    """Leave an intent that was declined with other fields."""
    intent = call.store.find(call.id()) if call.ids else None
    if intent is not None and refusal.status == 402:
        intent.update(fields)
