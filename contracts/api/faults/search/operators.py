"""Operators of the query language."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params

_SEARCH = "GET /v1/payment_intents/search"


@seams.parameters(_SEARCH)
def edge_included(params: Params) -> Params:
    """What is to be above a number may be that number."""
    return _rewritten(params, "amount>1", "amount>=1")


@seams.parameters(_SEARCH)
def negation_ignored(params: Params) -> Params:
    """A negated condition is taken as it stands."""
    return _rewritten(params, " -", " ")


@seams.parameters(_SEARCH)
def or_taken_for_and(params: Params) -> Params:
    """Of two alternatives both are asked for."""
    return _rewritten(params, " OR ", " AND ")


@seams.parameters(_SEARCH)
def first_negation_ignored(params: Params) -> Params:
    """A negated condition is taken as it stands where it is the first."""
    return {**params, "query": str(params["query"]).removeprefix("-")}


@seams.parameters(_SEARCH)
def negated_numbers_plain(params: Params) -> Params:
    """A negated number is taken as it stands."""
    return _rewritten(params, "-amount:", "amount:")


@seams.parameters(_SEARCH)
def negated_bounds_plain(params: Params) -> Params:
    """A negated bound is taken as it stands."""
    return _rewritten(params, "-amount>", "amount>")


@seams.parameters(_SEARCH)
def negated_references_plain(params: Params) -> Params:
    """A negated reference is taken as it stands."""
    return _rewritten(params, "-customer:", "customer:")


@seams.parameters(_SEARCH)
def negated_states_plain(params: Params) -> Params:
    """A negated state is taken as it stands."""
    return _rewritten(params, "-status:", "status:")


@seams.parameters(_SEARCH)
def second_alternative_forgotten(params: Params) -> Params:
    """Of two alternatives only the first is looked for."""
    return {**params, "query": str(params["query"]).partition(" OR ")[0]}


@seams.parameters(_SEARCH)
def alternatives_of_fields_joined(params: Params) -> Params:
    """Alternatives that speak of two fields are asked for together."""
    return _rewritten(params, '" OR metadata', '" AND metadata') if (
        str(params["query"]).startswith("customer")) else params  # fmt: skip


@seams.parameters(_SEARCH)
def missing_keys_never_found(params: Params) -> Params:
    """That a key is missing is taken for that it is there."""
    text = str(params["query"])
    return params if "]:null" not in text or " -" in text else _rewritten(
        params, ' metadata["assay_word"]:null', ' -metadata["assay_word"]:null'
    )  # fmt: skip


@seams.parameters(_SEARCH)
def parts_of_values_found(params: Params) -> Params:
    """A part of a value of metadata is as good as all of it."""
    return _rewritten(params, 'metadata["assay_word"]:"', 'metadata["assay_word"]~"')


@seams.parameters(_SEARCH)
def edge_of_times_included(params: Params) -> Params:
    """What is to be later than a time may be of that very second."""
    return _rewritten(params, "created>1", "created>=1")


def _rewritten(params: Params, old: str, new: str) -> Params:
    return {**params, "query": str(params["query"]).replace(old, new)}
