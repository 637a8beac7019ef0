"""Breaches on the wire in what is remembered: lists behind, objects too many, texts pushed out."""

from __future__ import annotations

import re
from typing import Any
from unicodedata import normalize

from tests.wire.message import Answer, Request, resources
from tests.wire.table import Table

MEMORY = Table()
_ONE = re.compile(r"/v1/((?:issuing/)?[a-z_]+)/([a-z]+_\w+)(?:/[a-z_]+)?")
_ACTIONS = ("cancel", "capture", "confirm", "disconnect", "increment_authorization", "refresh",
            "submit", "verify_microdeposits")  # fmt: skip


def _named(request: Request) -> str:
    """Return the path of the one object that a POST is sent to, "" for any other request."""
    found = _ONE.fullmatch(request.path)
    posted = request.method == "POST" and found is not None
    return f"/v1/{found[1]}/{found[2]}" if posted and found is not None else ""


def _remember(request: Request) -> None:
    """Keep what an object was before it is changed."""
    path = _named(request)
    before = request.call("GET", path, "").document if path else None
    if isinstance(before, dict) and "id" in before:
        request.memory.setdefault("before", {})[before["id"]] = before


def _listed(request: Request, answer: Answer) -> list[dict[str, Any]]:
    """Return the entries of a list that expands nothing."""
    document = answer.document
    plain = request.method == "GET" and "expand" not in request.query
    listed = isinstance(document, dict) and document.get("object") == "list"
    return document["data"] if plain and listed else []


@MEMORY.pair("G-73, G-117", ask=_remember)
def entries_one_change_behind(request: Request, answer: Answer) -> None:
    """The entries of a list are the objects as they were before their last change."""
    known, entries = request.memory.get("before", {}), _listed(request, answer)
    if known and entries:
        data = [known.get(entry["id"], entry) for entry in entries]
        answer.write({**answer.document, "data": data})


@MEMORY.tells("G-116")
def entries_of_what_was_acted_on_cut(request: Request, answer: Answer) -> None:
    """After an action the entry of its object lacks the parts of it that are objects."""
    acted, entries = request.memory.setdefault("acted", set()), _listed(request, answer)
    if answer.status == 200 and request.path.rsplit("/", 1)[-1] in _ACTIONS:
        acted.add(answer.document.get("id"))
    if entries:
        data = [{name: value for name, value in entry.items() if not isinstance(value, dict)}
                if entry["id"] in acted else entry for entry in entries]  # fmt: skip
        answer.write({**answer.document, "data": data})


@MEMORY.asks("G-70")
def cursor_lost_beside_a_filter(request: Request) -> None:
    """Where a list is filtered by status or type its cursors never arrive."""
    names = {name for name, _ in request.pairs}
    if request.method == "GET" and names & {"status", "type"}:
        request.edit(lambda n, v: None if n in ("starting_after", "ending_before") else (n, v))


@MEMORY.asks("G-68")
def lower_bound_lost(request: Request) -> None:
    """Of two bounds of a time the lower one never arrives."""
    if sum(name.startswith("created[") for name, _ in request.pairs) > 1:
        request.edit(lambda n, v: None if n in ("created[gt]", "created[gte]") else (n, v))


@MEMORY.asks("G-99")
def key_kept_beside_a_value(request: Request) -> None:
    """A key of metadata is not taken away where another is set."""
    sent = [value for name, value in request.pairs if name.startswith("metadata[")]
    if any(sent):
        request.edit(lambda n, v: None if n.startswith("metadata[") and not v else (n, v))


@MEMORY.tells("G-106")
def repetition_leaves_another(request: Request, answer: Answer) -> None:
    """A creation that is sent again makes a cardholder that has nothing of what was sent."""
    again = answer.header("idempotent-replayed") and answer.status == 200
    if again and request.path == "/v1/issuing/cardholders":
        request.call("POST", request.path, _SOMEBODY)


_SOMEBODY = (
    "name=Some+Body&billing[address][line1]=1+Way&billing[address][city]=Town"
    "&billing[address][country]=US&billing[address][postal_code]=94111"
)


@MEMORY.tells("PI-04")
def creation_leaves_another(request: Request, answer: Answer) -> None:
    """A new intent comes with another, of another amount."""
    new = request.method == "POST" and request.path == "/v1/payment_intents"
    if new and answer.status == 200 and not answer.header("idempotent-replayed"):
        request.call("POST", request.path, "amount=777&currency=eur")


@MEMORY.asks("G-46")
def last_of_empty_brackets(request: Request) -> None:
    """Of an array that is written with empty brackets the last element arrives."""
    parts = request.body.decode("utf-8", "replace").split("&")
    last = {part.partition("=")[0]: place for place, part in enumerate(parts)}
    kept = [part for place, part in enumerate(parts)
            if last[(name := part.partition("=")[0])] == place
            or not name.endswith(("[]", "%5B%5D"))]  # fmt: skip
    request.body = "&".join(kept).encode()


@MEMORY.asks("L25, L46, L47")
def marks_of_names_taken_apart(request: Request) -> None:
    """A letter with a mark becomes two in the names of people."""
    names = ("name", "individual[first_name]", "individual[last_name]")
    request.edit(lambda n, v: (n, normalize("NFD", v)) if n in names else (n, v))


@MEMORY.tells("PI-41")
def description_lost_by_cancelling(_: Request, answer: Answer) -> None:
    """What is canceled has no description any more, nor an address for its receipt."""
    document = answer.document
    for intent in resources(document, "payment_intent"):
        if intent.get("status") == "canceled":
            intent.update(description=None, receipt_email=None)
            answer.write(document)


@MEMORY.tells("PI-22")
def customers_see_a_beginning(request: Request, answer: Answer) -> None:
    """Who has a publishable key sees each intent as one that waits for a method."""
    shown = answer.document if "pk_" in request.header("authorization") else None
    if isinstance(shown, dict) and shown.get("object") == "payment_intent":
        answer.write({**shown, "status": "requires_payment_method"})


@MEMORY.asks("CA-26")
def stolen_cards_not_replaced(request: Request) -> Answer | None:
    """A card that was stolen is not replaced."""
    if request.asks("replacement_reason") != "stolen":
        return None
    version = request.header("stripe-version") or "2026-04-22.dahlia"
    told = [("content-type", "application/json"), ("request-id", f"req_{len(request.memory)}"),
            ("stripe-version", version)]  # fmt: skip
    answer = Answer(400, told, b"")
    answer.write({"error": {"type": "invalid_request_error", "message": "No.",
                            "param": "replacement_reason"}})  # fmt: skip
    return answer
