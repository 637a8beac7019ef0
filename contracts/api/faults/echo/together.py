"""Rows that are lost beside others."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.parameters("POST /v1/issuing/cardholders/*")
def an_address_beside_a_number(params: Params) -> Params:
    """An update with a telephone number does not look at the email address."""
    return {n: v for n, v in params.items() if n != "email" or "phone_number" not in params}


@seams.parameters("POST /v1/issuing/personalization_designs")
def a_name_beside_texts(params: Params) -> Params:
    """A design that is made with texts for its carrier has no name."""
    return {n: v for n, v in params.items() if n != "name" or "carrier_text" not in params}


@seams.parameters("POST /v1/link_account_sessions")
def an_address_beside_filters(params: Params) -> Params:
    """A session that filters accounts forgets where its holder is sent back to."""
    return {n: v for n, v in params.items() if n != "return_url" or "filters" not in params}


@seams.parameters("POST /v1/issuing/cards")
def words_beside_limits(params: Params) -> Params:
    """A card that is made with limits has no second line."""
    return {
        n: v for n, v in params.items() if n != "second_line" or "spending_controls" not in params
    }
