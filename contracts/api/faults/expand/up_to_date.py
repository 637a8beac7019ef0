"""Cards that show a cardholder of another time, or another's."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from sandbox import seams
from sandbox.service import Service
from sandbox.store import Object

_CARDS = "* /v1/issuing/cards*"


@seams.anew
def as_first_shown(_service: Service) -> seams.Install:
    """A card shows its cardholder as it was when it was first shown."""
    known: dict[str, Any] = {}

    @seams.objects(_CARDS)
    def kept(item: Object) -> Object:
        return {**item, "cardholder": known.setdefault(item["id"], deepcopy(item["cardholder"]))}

    return kept


@seams.objects(_CARDS)
def without_metadata(item: Object) -> Object:
    """The cardholder of a card has no metadata."""
    return {**item, "cardholder": {**item["cardholder"], "metadata": {}}}


@seams.anew
def metadata_of_the_first(_service: Service) -> seams.Install:
    """Every cardholder on a card has the metadata of the first that was shown."""
    known: list[Any] = []

    @seams.objects(_CARDS)
    def kept(item: Object) -> Object:
        known.append(item["cardholder"]["metadata"])
        return {**item, "cardholder": {**item["cardholder"], "metadata": known[0]}}

    return kept
