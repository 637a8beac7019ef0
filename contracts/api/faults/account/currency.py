"""Cards in currencies that no account has."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError

_MADE = "POST /v1/issuing/cards"
_KNOWN = ("usd", "eur", "gbp")


@seams.beforehand(_MADE)
def converted(call: Call) -> None:
    """A card in a currency that the account lacks is issued in another one."""
    if call.params["currency"] not in _KNOWN:
        call.params["currency"] = "usd"


@seams.refused(_MADE)
def blames_the_holder(_call: Call, refusal: ApiError) -> None:
    """It is the cardholder that is said not to fit."""
    if refusal.param == "currency":
        refusal.param = "cardholder"


@seams.refused(_MADE)
def as_unpaid(_call: Call, refusal: ApiError) -> None:
    """It is refused as a payment is."""
    if refusal.param == "currency":
        refusal.status = 402


@seams.refused(_MADE)
def with_a_code(_call: Call, refusal: ApiError) -> None:
    """The refusal has a code, which none for a currency has."""
    if refusal.param == "currency":
        refusal.code = "currency_not_supported"
