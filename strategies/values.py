"""Valid values of single rows: from the enum, the format, the bounds or the example of the row.

Rows whose example is all that is known to work (`last4`, a tax id, a state) are sent with the
example.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import ceil, floor
from typing import Any

from contracts.fitting import fitting
from contracts.model import Operation, Parameter
from strategies.texts import TEXT_SIZE

Ids = Mapping[str, Sequence[str]]  # "resource" or "resource:state" -> ids that exist
NO_IDS: Ids = {}
HUGE = 1_999_999_999  # above what a server counts to, and within 32 bits
NOTHING = "@nothing "  # and a kind: the id of no object of that kind
_UNKNOWN = "assay_unknown_id"
SECONDS = 1_767_225_600  # 2026-01-01, a plain timestamp

ADDRESS = "https://example.com/Cart/a?b=c+d&e=%20f#End"  # with all that an address may have
_SECOND = "Bench"  # another text than the plain one
_OPEN_MAXIMUM = 9_999_999
_TIMESTAMPS = (1_500_000_000, SECONDS)
_COUNTED = {"timestamp": 1, "milliseconds": 1000}  # forms of a time that are numbers
_JOINED = ("person_name", "descriptor", "email")  # beside whose example others work as well
_SAFE_DAY = 28  # a day that every month has

POOLS: Mapping[str, tuple[str, ...]] = {
    "country": ("US", "GB", "DE", "FR", "ES", "IT", "NL", "IE", "SE", "CA", "AU", "JP", "SG"),
    # Currencies in which an amount of 2000 stays above the smallest charge, whatever its decimals.
    "currency": ("usd", "eur", "gbp", "cad", "aud", "chf", "sek", "nok", "dkk", "nzd", "sgd"),
    "date": ("2030-01-31", "2031-12-01", "2032-02-29", "2035-06-15"),
    "decimal": ("1", "10.5", "0.25", "99.99"),
    "descriptor": ("ASSAY", "ASSAY GOODS", "Assay Bench 42", "COFFEE-MUGS", "Tea and Cake"),
    "email": (
        "rosen@example.org", "jenny@example.com", "j.rosen+assay@example.com",
        "a_b-c@mail.example.com", "x@example.net",
    ),
    "ip": ("8.8.8.8", "127.0.0.1", "203.0.113.7", "2001:db8::1"),
    "locale": ("en", "en-US", "de", "fr-FR", "pt-BR"),
    "rfc2822": ("Thu, 31 Jan 2030 12:00:00 +0000", "Mon, 01 Dec 2031 08:30:15 +0000"),
    "rfc3339": ("2030-01-31T12:00:00Z", "2031-12-01T08:30:15Z", "2032-02-29T23:59:59Z"),
    "person_name": (
        "Jenny Rosen", "Al Bo", "Maria Garcia", "Anne Marie Dubois", "Kofi Mensah", "Lee Chang",
        "Ada Lovelace", "Grace Hopper", "Tim Berners Lee", "Noor Khan", "Ivan Petrov", "Mia Li",
    ),
    "phone": ("+14155550123", "+18008675309", "+442079460018", "+4930901820"),
    "postal_code": ("02139", "94111", "10001", "60601"),
    "url": (
        "https://example.com", "https://example.com/return", ADDRESS,
        "https://shop.example.org/cart/42",
    ),
}  # fmt: skip


def of_nothing(operation: Operation, row: Parameter) -> str | int | None:
    """Return an id that no object has, as a row takes it, None for one that holds no id; of a
    cursor another situation speaks.

    Where ids have a form, it is named, with the kind, for those who know how that kind's look.
    """
    kind = next(iter(row.references), "")
    shape = operation.other_ids.get(kind, operation.ids)
    if not kind or row.format == "cursor" or row.type not in ("string", "integer"):
        return None
    if row.type == "integer":
        return HUGE if row.maximum is None or row.maximum >= HUGE else None
    return f"{NOTHING}{kind}" if shape.pattern or shape.type == "integer" else _UNKNOWN


def known(reference: str, ids: Ids) -> tuple[str, ...]:
    """Return the ids known for `@resource` or `@resource:state`, else the text itself.

    What stays a text that starts with @ is for the caller to replace by an id.
    """
    name = reference.removeprefix("@")
    if name.endswith("!"):
        return (reference,)
    resource, _, state = name.partition(":")
    found = ids.get(name) or (ids.get(resource) if state in ("", "default") else None)
    return tuple(found) if found else (reference,)


def accepted(row: Parameter) -> tuple[str, ...]:
    """Return the values of a row's enum (or of its elements') that are expected to be accepted."""
    inner = row.items.plain_values or row.items.enum if row.items else ()
    return row.plain_values or row.enum or inner


def choices(row: Parameter, ids: Ids) -> tuple[Any, ...]:
    """Return all values that the row is sent with, simplest first; () when they are unbounded."""
    if row.example is not None:
        return _examples(row, ids)
    if row.type == "array":
        return _lists(accepted(row) or (choices(row.items, ids) if row.items else ()))
    if row.enum:
        return tuple(map(int, accepted(row))) if row.type == "integer" else accepted(row)
    if row.pattern and (made := fitting(row.pattern, row.min_length or 0)) is not None:
        return (made,)
    if row.references:
        return known(f"@{row.references[0]}", ids)
    if row.type == "boolean":
        return (True, False)
    if row.type == "object":
        return ({},)
    return pooled(row)


def _examples(row: Parameter, ids: Ids) -> tuple[Any, ...]:
    if isinstance(row.example, str) and row.example.startswith("@"):
        return known(row.example, ids)
    if row.type == "integer" and row.maximum is not None:
        return ()
    if row.type == "string" and row.format in _JOINED:
        return (row.example, *(text for text in pooled(row) if text != row.example))
    return (row.example,)


def pooled(row: Parameter) -> tuple[str, ...]:
    """Return texts of the format of a row; () when it has none that is known."""
    if row.type != "string":
        return ()
    limit = row.max_length or TEXT_SIZE * 10
    return tuple(text for text in POOLS.get(row.format or "", ()) if len(text) <= limit)


def _lists(elements: tuple[Any, ...]) -> tuple[list[Any], ...]:
    """Return lists of distinct elements: each alone, neighbours, and all together."""
    pairs = [[one, two] for one, two in pairwise(elements)]
    every = [list(elements)] if len(elements) > 2 else []
    return (*([element] for element in elements), *pairs, *every)


def bounds(row: Parameter) -> tuple[int, int]:
    """Return the smallest and the largest integer that the row is sent with.

    Where a range holds none, the second is below the first.
    """
    if row.format in _COUNTED:
        low, high = _TIMESTAMPS
        return low * _COUNTED[row.format], high * _COUNTED[row.format]
    low = ceil(row.minimum) if row.minimum is not None else 1
    high = floor(row.maximum) if row.maximum is not None else max(low, _OPEN_MAXIMUM)
    if row.name == "day":
        high = min(high, _SAFE_DAY)
    if isinstance(row.example, int):
        low = max(low, row.example)
    return low, high


def longest(row: Parameter) -> int:
    """Return how many characters a text may have that the row is sent with."""
    return min(row.max_length or TEXT_SIZE, TEXT_SIZE)


def plain(row: Parameter, ids: Ids = NO_IDS) -> Any:
    """Return the value that a row is sent with when any will do."""
    found = choices(row, ids)
    if row.type == "array" and row.items and _free(row):
        return _two(row.items, ids)
    if found:
        return found[0]
    if row.type == "map":
        return {"assay": plain(row.values, ids) if row.values else "assay"}
    if row.type == "array" and row.items:
        return [plain(row.items, ids)]
    if row.type in ("integer", "number"):
        return _plain_number(row)
    return shortest(row) or "Assay"[: longest(row)]


def _free(row: Parameter) -> bool:
    """Whether nothing is said of the elements of an array but that they are texts of a format."""
    items = row.items
    if items is None or items.type != "string" or row.example is not None or accepted(row):
        return False
    shaped = items.example or items.references or items.alternatives or items.pattern
    return not shaped and (not items.format or len(pooled(items)) > 1)


def _two(items: Parameter, ids: Ids) -> list[str]:
    """Return two different elements: of one alone nobody sees whether the others are kept."""
    size = max(items.min_length or 0, min(len(_SECOND), longest(items)))
    second = (_SECOND * (size // len(_SECOND) + 1))[:size]
    texts = pooled(items) or (plain(items, ids), second)
    return list(texts[:2])


def shortest(row: Parameter) -> str:
    """Return the shortest text of a row that has to be longer than a word; else ""."""
    least = row.min_length or 0
    return ("Assay" * (least // 5 + 1))[:least] if least > len("Assay") else ""


def _plain_number(row: Parameter) -> int | float:
    low, high = bounds(row)
    if high < low:  # no whole number lies between them
        return row.minimum if row.minimum is not None else row.maximum or 0
    return SECONDS * _COUNTED[row.format] if row.format in _COUNTED else min(max(low, 1), high)


def another(row: Parameter, value: Any) -> Any:
    """Return another value of a row than `value`, or the same when none is known."""
    if row.references or row.alternatives:
        return value
    if isinstance(value, bool):
        return not value
    if isinstance(value, dict):
        return {k: _ended(v, len(v)) if isinstance(v, str) else v for k, v in value.items()}
    if isinstance(value, int) and not row.enum:
        low, high = bounds(row)
        return value + 1 if value < high else max(value - 1, low)
    for found in (*choices(row, NO_IDS), *pooled(row)):
        if found != value and not str(found).startswith("@"):
            return found
    free = isinstance(value, str) and not (row.enum or row.format or row.pattern)
    return _ended(value, longest(row)) if free and not one_word(row) else value


def one_word(row: Parameter) -> bool:
    """Whether a row has an example of one word: that may be all that is known to work."""
    return row.example is not None and len(str(row.example).split()) == 1


def _ended(value: str, limit: int) -> str:
    """Return a text with another letter at its end, or the same when it is no such text."""
    if not value or value.startswith("@") or len(value) > limit:
        return value
    return value[:-1] + ("y" if value[-1] != "y" else "z")
