"""The columns of the matrix: a few subjects that a reader knows, each made of topics."""

from __future__ import annotations

OWN = "own promises"  # what one resource promises and no other: replacement, evidence, owners …

# In the order of the columns.
SUBJECTS: dict[str, tuple[str, ...]] = {
    "valid forms": ("accepts", "echo", "currency", "defaults", "makes"),
    "required": ("required",),
    "refusals": (
        "type", "type_element", "enum", "range_above", "range_below", "length", "unknown", "empty",
        "reference", "exclusive", "unknown_id", "rejections", "order",
    ),
    "same everywhere": ("readable", "copies", "lists_created", "mode"),
    "updates": ("keeps", "unset", "metadata", "editable"),
    "lists": ("pagination", "cursor", "law", "filter"),
    "search": ("search", "pages", "malformed"),
    "expand": ("expand",),
    "lifecycles": ("transition", "lasting", "machine", "canceled_body", "refusal"),
    "money": ("money", "amount", "decline", "action", "funds", "line_items", "microdeposits"),
    "races": ("race",),
    "idempotency": ("idempotency",),
    "keys": ("auth", "client_secret", "secrets"),
    "every answer": ("response",),
    "dialect": ("dialect", "routing", "schemathesis", "no_create"),
}  # fmt: skip
_SUBJECT = {topic: name for name, topics in SUBJECTS.items() for topic in topics}
COLUMNS = (*SUBJECTS, OWN)


def subject_of(topic: str) -> str:
    """Return the column that a topic belongs to."""
    return _SUBJECT.get(topic, OWN)
