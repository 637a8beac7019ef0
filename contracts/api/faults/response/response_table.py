"""Rows that are missing inside an object."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects("GET /v1/payment_attempt_records*")
def kind_of_processor_missing(item: Object) -> Object:
    """What a record says of its processor lacks the kind of it."""
    return _without(item, "processor_details", "type")


@seams.objects("GET /v1/payment_attempt_records*")
def value_of_amount_missing(item: Object) -> Object:
    """An amount of a record lacks its value."""
    return _without(item, "amount_refunded", "value")


@seams.objects("GET /v1/issuing/physical_bundles*")
def feature_missing(item: Object) -> Object:
    """A bundle does not say whether it takes a second line."""
    return _without(item, "features", "second_line")


def _without(item: Object, name: str, inner: str) -> Object:
    found = {key: value for key, value in item[name].items() if key != inner}
    return {**item, name: found}
