"""Filters that are forgotten beside another one."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.parameters("GET /v1/issuing/transactions")
def owner_of_a_card(params: Params) -> Params:
    """Where a card is asked for, its cardholder is not looked at."""
    return {n: v for n, v in params.items() if n != "cardholder" or "card" not in params}


@seams.parameters("GET /v1/issuing/transactions")
def type_of_a_card(params: Params) -> Params:
    """Where a card is asked for, what sort of transaction is not looked at."""
    return {n: v for n, v in params.items() if n != "type" or "card" not in params}


@seams.parameters("GET /v1/issuing/personalization_designs")
def status_of_keys(params: Params) -> Params:
    """Where keys are asked for, the status of a design is not looked at."""
    return {n: v for n, v in params.items() if n != "status" or "lookup_keys" not in params}


@seams.parameters("GET /v1/linked_accounts")
def session_of_a_holder(params: Params) -> Params:
    """Where a holder is asked for, the session that linked an account is not looked at."""
    return {n: v for n, v in params.items() if n != "session" or "account_holder" not in params}
