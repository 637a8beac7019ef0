"""Which row of a query is the id of the one object that a reading answers with.

`GET /rooms.info?room=…` answers with a room, `GET /lookup?invoice_id=…` with an invoice: the row is
called as the object is, or as ids are, and nothing else has to be sent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from contracts.importing.answers import Answer
from contracts.importing.calls import Call
from contracts.importing.document import Node
from contracts.importing.limits import Limits
from contracts.importing.names import nouns, snake, told
from contracts.importing.paths import singular, tidy

Keys = Collection[tuple[str, str]]
_IDS = ("id", "sid", "uuid", "_id")


def slot_of(call: Call, answer: Answer, limits: Limits, keys: Keys, *, named: bool = False) -> str:
    """Return the row of a call's query by which an object is read, "" where none is told.

    `keys` are the places and names of rows that hold the key: these are sent as `auth` says. A row
    that need not be sent counts where the call itself is `named` after a reading.
    """
    if call.method != "GET" or answer.many or answer.empty:
        return ""
    fields = {name for shape in answer.shapes for name in shape.properties}
    rows = {name: node for where, name, node in call.parameters
            if where == "query" and (where, name) not in keys}  # fmt: skip
    needed = [name for name, node in rows.items() if node.value.get("required") is True]
    if len(needed) > 1 or not fields.intersection(_IDS):
        return ""
    words = set(_words(call, answer, limits))
    ids = {*words, *_IDS, *(f"{word}_{end}" for word in words for end in ("id", "sid", "uuid"))}
    found = [name for name, node in rows.items() if snake(name) in ids and _is_text(node)]
    return found[0] if len(found) == 1 and (needed == found or (named and not needed)) else ""


def _words(call: Call, answer: Answer, limits: Limits) -> Iterator[str]:
    """Yield what the object of an answer is called: by its type, where it stands, and the path."""
    name = told(answer.shapes, limits)
    if name:
        yield from (name, name.rpartition("_")[2])
    if answer.stands:
        yield snake(answer.stands.rpartition(".")[2])
    yield from (snake(singular(part.partition(".")[0])) for part in nouns(tidy(call.path)))


def _is_text(node: Node) -> bool:
    """Whether a row is one value, and not one of a few."""
    schema = node.get("schema")
    said = schema.followed().value if schema is not None else {}
    return said.get("type", "string") in ("string", "integer") and "enum" not in said
