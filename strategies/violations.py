"""Forms that break exactly one clause, known from how they are made, never from a validator.

A violation comes with its twin: the smallest valid form that holds what it changes. A refusal
proves something only when the twin was accepted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import floor
from typing import Any

from contracts.fitting import unfitting
from contracts.model import Operation
from strategies.assembly import plainest, twofold
from strategies.broken import Bench, Violation
from strategies.paths import Form, copy, get, parent_path, put, remove, wire
from strategies.table import Closure, Table, composite, table_of
from strategies.values import NO_IDS, Ids, accepted, of_nothing

UNKNOWN = "assay_unknown"
_NOT_INTEGERS = ("abc", "1.5", "1e3", "NaN", "0x10", "1_000")  # as lax servers read numbers
_NOT_BOOLEANS = ("maybe", "YES", "1")  # not True and False, which an old client sends, nor `on`
_NO_CURRENCIES = ("zzz", "us", "usdx")
_FAR_BELOW, _FAR_ABOVE = -(10**9), 2**63
_LONGEST, _FREE = 5000, (None, "descriptor", "person_name")


def violations(
    operation: Operation, *, ids: Ids = NO_IDS, plain_only: bool = True
) -> Iterator[Violation]:
    """Yield every violation of the plan: one for each kind of breach and row it applies to."""
    table = table_of(operation, plain_only=plain_only)
    yield _unknown(table, ids)
    for row in [row for row in table.rows.values() if row.name and table.usable(row)]:
        bench = Bench.of(table, row, ids)
        unjudged = {text.partition(" ")[0] for text in row.unjudged}
        for found in _made(bench) if bench else ():
            if found.topic.partition("_")[0] not in unjudged:
                yield found


def _made(bench: Bench) -> Iterator[Violation]:
    yield from _required(bench)
    yield from _types(bench)
    yield from _enum(bench)
    yield from _range(bench)
    yield from _length(bench)
    yield from _short(bench)
    yield from _pattern(bench)
    yield from _unknown_nested(bench)
    yield from _empty(bench)
    yield from _reference(bench)
    yield from _exclusive(bench)


def _unknown(table: Table, ids: Ids) -> Violation:
    twin = plainest(table, table.start, ids)
    form = {**copy(twin), UNKNOWN: "1"}
    source, subject = table.operation.cited, table.start.subject
    return Violation("unknown", "unknown", "", twin, form, (UNKNOWN,), source, subject=subject)


def _required(bench: Bench) -> Iterator[Violation]:
    row = bench.row
    if not row.required:
        return
    base: Form | None = bench.twin
    above = parent_path(row.path)
    if above and len(get(bench.twin, above)) == 1:
        base = _company(bench)
        if base is None:
            return  # the parent cannot be sent without its only child
    form = copy(base)
    remove(form, row.path)
    situation = "required_nested" if above else "required"
    yield bench.violation("required", situation, form, (wire(row.path),), base)


def _company(bench: Bench) -> Form | None:
    """Return a twin with a row beside an only child, so that its parent is still sent without."""
    table, row = bench.table, bench.row
    for path, parent in table.parents.items():
        if parent == table.parents[row.path] and path != row.path:
            whole = table.complete(bench.closure, table.closure(path))
            if whole and row.path not in (n.partition("=")[0] for n in table.rows[path].needs):
                return twofold(table, whole, bench.ids)
    return None


def _types(bench: Bench) -> Iterator[Violation]:
    row = bench.row
    if row.alternatives:
        return
    if row.type in ("integer", "boolean"):
        texts = _NOT_INTEGERS if row.type == "integer" else _NOT_BOOLEANS
        wrong = [text for text in texts if text not in bench.form.booleans]
        found = bench.each(wrong, "type", row.type)
        yield replace(found, also=(*found.also, *_hash(bench)))
    elif row.type == "string":
        yield from _hash(bench)
    elif row.type in ("object", "array", "map"):
        yield from _scalar(bench)
    if row.type == "array" and row.items and row.items.type == "integer":
        right = get(bench.twin, row.path)[:-1]
        first, *others = (
            _elements(bench, [*right, text], "type_element", "integer") for text in _NOT_INTEGERS
        )
        yield replace(first, also=tuple(others))


def _hash(bench: Bench) -> Iterator[Violation]:
    """Send an object where a text, a number or a flag belongs; where names are flat, none can."""
    if bench.form.nesting == "flat":
        return
    alike = f"object for {bench.row.type}"
    yield replace(bench.changed({UNKNOWN: "1"}, "type", "shape"), alike=alike)


def _elements(bench: Bench, values: list[Any], topic: str, situation: str) -> Violation:
    """Return the violation that sends an array whose last element is wrong."""
    path, form = bench.row.path, copy(bench.twin)
    put(form, path, values)
    named = (f"{wire(path)}[{len(values) - 1}]", wire(path))
    return bench.violation(topic, situation, form, named)


def _scalar(bench: Bench) -> Iterator[Violation]:
    """Send a text where more belongs; an object without rows, which no form can carry, is added.

    Where names are repeated it is an array of one, where they are flat no object has a name.
    """
    row, twin = bench.row, bench.twin
    if bench.form.arrays == "repeated" and row.type == "array":
        return
    if bench.form.nesting == "flat" and row.type == "object":
        return
    if row.type == "object" and not row.children:
        twin = copy(twin)
        remove(twin, row.path)
    form = copy(twin)
    put(form, row.path, "scalar")
    yield bench.violation("type", "shape", form, (wire(row.path),), twin)


def _enum(bench: Bench) -> Iterator[Violation]:
    row = bench.row
    if row.enum and row.type == "integer":
        numbers = {int(word) for word in row.enum}
        yield bench.changed(max(numbers) + 1, "enum", "enum")
    elif row.enum and not row.alternatives:
        yield replace(bench.changed(UNKNOWN, "enum", "enum"), also=tuple(_nearly(bench, row.enum)))
    elif row.format == "currency":
        yield bench.each(_NO_CURRENCIES, "enum", "currency")
    elif row.items is not None and row.items.enum:
        alone = _elements(bench, [UNKNOWN], "enum", "enum")
        yield replace(alone, also=tuple(_nearly(bench, row.items.enum)))


def _nearly(bench: Bench, words: Sequence[str]) -> Iterator[Violation]:
    """Yield words that are nearly one of an enum: longer, and in letters of the other case, in
    arrays behind a right one. Arrays of one enum are alike.
    """
    for word in accepted(bench.row)[:1]:
        yield _word(bench, word, f"{word}x")
        if word.swapcase() not in words:
            alike = "" if bench.row.enum else f"case of {', '.join(words)}"
            yield replace(_word(bench, word, word.swapcase()), level="should", alike=alike)


def _word(bench: Bench, right: str, wrong: str) -> Violation:
    both = _elements(bench, [right, wrong], "enum", "enum")
    return bench.changed(wrong, "enum", "enum") if bench.row.enum else both


def _range(bench: Bench) -> Iterator[Violation]:
    row = bench.row
    if row.type not in ("integer", "number"):
        return
    if row.minimum is not None:
        below = (floor(row.minimum) - (row.minimum == floor(row.minimum)), -1, _FAR_BELOW)
        lower = dict.fromkeys(number for number in below if number < row.minimum)
        yield bench.each(tuple(lower), "range_below", "minimum")
    if row.maximum is not None:
        found = bench.each((floor(row.maximum) + 1, _FAR_ABOVE), "range_above", "maximum")
        # what no signed number of 64 bits is may be no number either
        yield replace(found, also=tuple(replace(v, or_situation="integer") for v in found.also))


def _length(bench: Bench) -> Iterator[Violation]:
    row, bound = bench.row, bench.row.max_length or _LONGEST + 1
    free = not (row.enum or row.references or row.pattern or row.format not in _FREE)
    if row.type == "string" and free and row.location == "body" and bound <= _LONGEST:
        over = (row.later or bound) + 1
        text = f"@unique.{over}" if row.example == "@unique" else "A" * over
        found = bench.changed(text, "length", "length")
        yield replace(found, level="should") if row.later else found


def _short(bench: Bench) -> Iterator[Violation]:
    row, bound = bench.row, bench.row.min_length or 0
    free = not (row.enum or row.references or row.format or row.pattern)
    if row.type == "string" and free and 1 < bound <= _LONGEST:
        yield bench.changed("A" * (bound - 1), "length_below", "length")


def _pattern(bench: Bench) -> Iterator[Violation]:
    row = bench.row
    shaped = row.pattern and not row.enum and not row.references
    most = row.max_length or _LONGEST
    texts = [text for text in unfitting(row.pattern) if len(text) <= most] if shaped else []
    if texts:
        found = bench.each(texts, "pattern", "pattern")
        yield replace(found, also=tuple(replace(v, or_situation="length") for v in found.also))


def _unknown_nested(bench: Bench) -> Iterator[Violation]:
    row = bench.row
    if not composite(row) or row.type == "map" or bench.form.nesting == "flat":
        return  # an object without rows may be open, and the names in a map are the caller's own
    at = f"{row.path}[][{UNKNOWN}]" if row.type == "array" else f"{row.path}[{UNKNOWN}]"
    form = copy(bench.twin)
    put(form, at, "1")
    yield bench.violation("unknown", "unknown_nested", form, (wire(at),))


def _empty(bench: Bench) -> Iterator[Violation]:
    row = bench.row
    scalar = row.type in ("string", "integer", "boolean")
    if not scalar or row.clearable or row.alternatives:
        return
    found = bench.changed("", "empty", "empty")
    if row.location == "body":
        yield found
    elif row.location == "query":  # the sources speak of bodies: a query is less certain
        yield replace(found, level="should", alike="empty in a query")


def _reference(bench: Bench) -> Iterator[Violation]:
    nothing = of_nothing(bench.table.operation, bench.row)
    if nothing is not None:
        yield bench.changed(nothing, "reference", "unknown_reference")


def _exclusive(bench: Bench) -> Iterator[Violation]:
    table, row = bench.table, bench.row
    for other in row.excludes:
        rival = table.closure(other)
        if rival is None or other in bench.closure.paths:
            continue
        base = _beside(bench.closure, rival, other, table)
        if base is None:
            continue
        twin = plainest(table, base, bench.ids)
        form = copy(twin)
        put(form, other, get(plainest(table, rival, bench.ids), other))
        yield bench.violation("exclusive", "exclusive", form, (wire(row.path), wire(other)), twin)


def _beside(mine: Closure, rival: Closure, other: str, table: Table) -> Closure | None:
    """Return the row's closure with what its rival needs, but without the rival."""
    inside = {path for path in rival.paths if other in table.lineage(path)}
    pins = {path: value for path, value in rival.pins.items() if path not in inside}
    needed = Closure(rival.paths - inside, pins, subject=rival.subject)
    return mine.join(needed)
