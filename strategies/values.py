"""Values that a row accepts: one plain value, and strategies that search beyond it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from contracts.model import Parameter

Ids = Mapping[str, Sequence[str]]  # resource -> ids that exist
NO_IDS: Ids = {}
SECONDS = 1_767_225_600  # 2026-01-01, a plain timestamp

# A text that says what it is, for each format; the first is the plainest.
FORMATS: dict[str, tuple[str, ...]] = {
    "country": ("US", "GB", "DE", "FR"),
    "currency": ("usd", "USD"),
    "cursor": ("",),
    "date": ("2027-01-31", "2028-12-01"),
    "decimal": ("1", "1.5"),
    "descriptor": ("ASSAY", "ASSAY 42"),
    "email": ("jenny.rosen@example.com", "a+b@example.co.uk"),
    "ip": ("203.0.113.7", "2001:db8::7"),
    "locale": ("en", "de"),
    "person_name": ("Jenny Rosen", "Zoë O'Neill", "Ana-María"),
    "phone": ("+18008675309", "+442071838750"),
    "postal_code": ("94111", "EC1A 1BB"),
    "url": ("https://example.com/a", "https://example.com/b?c=d&e=%20f"),
}
_TEXTS = (
    "Assay", "a", "0", "two words", "  spaces around  ", "line\nbreak", "tab\there", "a&b=c", "100%",
    "[brackets]", "\"quotes\" and 'more'", "+plus+", "naïve café", "Ωμέγα", "日本語", "😀👍🏽",
    "\u202eright to left", "é" * 20, "<script>alert(1)</script>", "null", "true", "../..",
)  # fmt: skip
_ALPHABET = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))
_NUMBERS = (1, 2, 100, 999, 2000, 99_999)


def plain(row: Parameter) -> Any:
    """Return the plainest value that a row accepts; texts that start with @ stand for ids."""
    if row.example is not None:
        return row.example
    if row.type == "object":
        return _plain_object(row)
    if row.type == "array":
        return [plain(row.items)] if row.items else []
    if row.type == "map":
        return {"order": "6735"}
    if row.type == "boolean":
        return True
    if row.type == "integer":
        return SECONDS if row.format == "timestamp" else _smallest(row)
    return _plain_text(row)


def _plain_object(row: Parameter) -> dict[str, Any]:
    """Return the required children; an object cannot be sent without any child."""
    found = {child.name: plain(child) for child in row.children if child.required}
    if not found and row.children:
        child = next((c for c in row.children if c.plain and not c.needs), row.children[0])
        found = {child.name: plain(child)}
    return found


def _smallest(row: Parameter) -> int:
    if row.minimum is not None:
        return max(row.minimum, min(1, row.maximum or 1))
    return 1


def _plain_text(row: Parameter) -> str:
    if row.enum:
        return (row.plain_values or row.enum)[0]
    if row.references:
        return f"@{row.references[0]}"
    if row.format in FORMATS:
        return FORMATS[row.format][0]
    return "Assay"[: row.max_length or 5]


def accepted(row: Parameter, ids: Ids = NO_IDS) -> tuple[Any, ...]:
    """Return values of a scalar row worth sending, the plainest first."""
    if row.references and not row.enum:
        known = tuple(ids.get(row.references[0], ()))
        return known or (plain(row),)
    if row.enum:
        return row.plain_values or row.enum
    if row.type == "boolean":
        return (True, False) if row.example is None else (row.example,)
    if row.type == "integer":
        return _integers(row)
    if row.example is not None and (row.format is None or str(row.example).startswith("@")):
        if str(row.example).startswith("@"):
            return (row.example,)
        return (row.example, *_fitting(row))
    if row.format in FORMATS:
        return tuple(dict.fromkeys((plain(row), *FORMATS[row.format])))
    return _fitting(row)


def _fitting(row: Parameter) -> tuple[str, ...]:
    limit = row.max_length or 5000
    edge = ("x" * limit,) if limit <= 500 else ()
    return tuple(text for text in _TEXTS if len(text) <= limit) + edge


def _integers(row: Parameter) -> tuple[int, ...]:
    if row.format == "timestamp":
        return (SECONDS, SECONDS - 86_400, 0)
    low = row.minimum if row.minimum is not None else 1
    high = row.maximum if row.maximum is not None else 99_999
    found = (plain(row), low, *(n for n in _NUMBERS if low <= n <= high), high)
    return tuple(dict.fromkeys(found))


def scalars(row: Parameter, ids: Ids = NO_IDS) -> st.SearchStrategy[Any]:
    """Return a strategy of the values of a scalar row; it costs one draw most of the time."""
    pool = st.sampled_from(accepted(row, ids))
    if row.type == "string" and _free(row):
        text = st.text(_ALPHABET, min_size=1, max_size=min(row.max_length or 16, 16))
        return pool | pool | pool | text
    if row.type == "integer" and row.format is None and row.name != "limit":
        low = row.minimum if row.minimum is not None else 1
        high = row.maximum if row.maximum is not None else 99_999_999
        return pool | st.integers(low, high)
    return pool


def _free(row: Parameter) -> bool:
    return not (row.enum or row.references or row.format or row.example is not None)


def metadata() -> st.SearchStrategy[dict[str, str]]:
    """Return a strategy of small metadata."""
    keys = st.sampled_from(("order", "a", "Key 1", "été", "x" * 40, "dotted.key"))
    return st.dictionaries(keys, st.sampled_from(_TEXTS), min_size=1, max_size=2)
