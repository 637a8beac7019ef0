"""Breaches on the wire where two things meet: a filter and an expansion, a refusal and a reading.

Each alone is as it should be."""

from __future__ import annotations

import re

from tests.wire.message import Answer, Request, resources
from tests.wire.table import Table

TOGETHER = Table()
_PAGING = ("limit", "starting_after", "ending_before")
_ONE = re.compile(r"/v1/issuing/(cardholders|transactions|disputes)/\w+")


def _filtered(request: Request) -> bool:
    names = [name.partition("[")[0] for name, _ in request.pairs]
    return any(name not in (*_PAGING, "expand", "card") for name in names)


@TOGETHER.asks("G-69, G-89")
def filters_lost_where_expanded(request: Request) -> None:
    """A list that is expanded is not filtered by its state."""
    if request.method == "GET" and "expand" in request.query:
        request.edit(lambda name, value: None if name == "status" else (name, value))


@TOGETHER.asks("G-89")
def expansions_lost_where_filtered(request: Request) -> None:
    """Of a list that is filtered nothing is expanded."""
    if request.method == "GET" and request.path.count("/") < 5 and _filtered(request):
        request.edit(lambda name, value: None if name.startswith("expand") else (name, value))


@TOGETHER.tells("G-116")
def texts_lost_where_filtered(request: Request, answer: Answer) -> None:
    """Objects on a filtered page have other metadata than they have."""
    document = answer.document
    listed = isinstance(document, dict) and document.get("object") == "list"
    if request.method == "GET" and listed and _filtered(request):
        for one in document["data"]:
            one.update({"metadata": {"page": "filtered"}} if "metadata" in one else {})
        answer.write(document)


@TOGETHER.tells("G-72, G-30")
def refused_readings_write(request: Request, answer: Answer) -> None:
    """An object that could not be read as asked for has a mark."""
    if request.method == "GET" and answer.status == 400 and _ONE.fullmatch(request.path):
        request.call("POST", request.path, "metadata[misread]=1")


@TOGETHER.tells("L345, DI-13")
def submissions_cut_the_transaction_off(request: Request, answer: Answer) -> None:
    """The transaction of a submitted dispute does not name it any more."""
    cut = request.memory.setdefault("cut", set())
    if request.path.endswith("/submit") and answer.status == 200:
        cut.add(answer.document.get("id"))
    document = answer.document
    for one in list(resources(document, "issuing.transaction")):
        if one.get("dispute") in cut:
            one["dispute"] = None
            answer.write(document)


@TOGETHER.tells("L85, G-97")
def holders_write_into_their_cards(request: Request, answer: Answer) -> None:
    """What is kept at a cardholder is kept at its cards as well."""
    kept = request.memory.setdefault("kept", {})
    document = answer.document
    updated = request.method == "POST" and _ONE.fullmatch(request.path) and answer.status == 200
    if updated and document.get("object") == "issuing.cardholder":
        kept[document["id"]] = document["metadata"]
    for card in list(resources(document, "issuing.card")):
        holder = card.get("cardholder")
        if isinstance(holder, dict) and holder.get("id") in kept:
            card["metadata"] = kept[holder["id"]]
            answer.write(document)


@TOGETHER.tells("G-16, G-106")
def replays_repeat_the_request_id(request: Request, answer: Answer) -> None:
    """The answer to a repeated key has the id of the first request."""
    key, own = request.header("idempotency-key"), answer.header("request-id")
    if request.method == "POST" and key and own:
        answer.put("request-id", request.memory.setdefault(("first", key), own))


@TOGETHER.tells("G-105")
def readings_called_replays(request: Request, answer: Answer) -> None:
    """A reading with a key says that it is a repetition."""
    if request.method == "GET" and request.header("idempotency-key"):
        answer.put("idempotent-replayed", "true")


@TOGETHER.tells("G-60, G-54")
def usual_pages_are_the_last(request: Request, answer: Answer) -> None:
    """A page of which no size was asked for says that nothing follows."""
    document = answer.document
    listed = isinstance(document, dict) and document.get("object") == "list"
    if listed and request.method == "GET" and request.asks("limit") is None:
        answer.write({**document, "has_more": False})
