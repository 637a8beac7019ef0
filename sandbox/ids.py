"""New ids, of the kind that an API has: with a prefix, counted, or of a pattern."""

from __future__ import annotations

import re
from re import _constants as sre
from re import _parser as parser
from typing import Any

from contracts.model import Api, Resource
from sandbox.store import LETTERS, Store, new_id

_TRIES = 40  # texts of a pattern, of which one may begin as a kind does, or be new
_FIRST = 1001  # of ids that are counted
_FORMATTED = {  # patterns of ids that are of a format
    "country": "[A-Z]{2}", "currency": "[a-z]{3}", "phone": r"\+4930[0-9]{8}",
    "email": r"[a-z]{12}@example\.com", "url": "https://example\\.com/[a-z]{12}",
}  # fmt: skip
_DIGITS, _WORD = "0123456789", "abcdefghijklmnopqrstuvwxyz0123456789"


def fresh(store: Store, resource: Resource, api: Api) -> str:
    """Return the id of a new object."""
    if api.id.type == "integer":
        return str(_FIRST + store.made)
    field = resource.named.get(api.object.id)
    pattern = api.id.pattern or _FORMATTED.get((field.format if field else "") or "", "")
    if not pattern:
        return new_id(resource.prefix)
    made = (_beginning(pattern, resource.prefix) for _ in range(_TRIES))
    return next((one for one in made if store.peek(resource.name, one) is None), new_id(""))


def _beginning(pattern: str, prefix: str) -> str:
    """Return a text of a pattern, one with a prefix where the pattern has such texts."""
    found = ""
    for _ in range(_TRIES):
        found = "".join(_letters(op, value) for op, value in parser.parse(pattern))
        own = f"{prefix}{found[len(prefix) :]}"
        if re.fullmatch(pattern, own):
            return own
    return found


def _letters(op: Any, value: Any) -> str:
    """Return letters for one part of a pattern; what is no letter, class or repetition is ""."""
    if op is sre.LITERAL:
        return chr(value)
    if op is sre.IN:
        return _one_of(*LETTERS.choice(value))
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        low, high, inner = value
        count = low if high is sre.MAXREPEAT else high
        return "".join(_letters(*part) for _ in range(max(count, 1)) for part in inner)
    if op is sre.SUBPATTERN:
        return "".join(_letters(*part) for part in value[3])
    if op is sre.BRANCH:
        return "".join(_letters(*part) for part in LETTERS.choice(value[1]))
    return ""


def _one_of(op: Any, value: Any) -> str:
    if op is sre.RANGE:
        return chr(LETTERS.randint(*value))
    if op is sre.CATEGORY:
        return LETTERS.choice(_DIGITS if value is sre.CATEGORY_DIGIT else _WORD)
    return chr(value)
