"""Forms that break exactly one clause, known from how they are made, never from a validator.

A violation comes with its twin: the smallest valid form that holds what it changes. A refusal
proves something only when the twin was accepted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from hypothesis import strategies as st

from contracts.model import Operation, Parameter
from strategies.forms import Conflict, forms, include, include_value, smallest
from strategies.paths import Form, copy, get, has, index, parent_path, put, remove, wire
from strategies.values import NO_IDS, Ids, plain

UNKNOWN = "assay_unknown"
_NOT_INTEGERS = ("abc", "1.5", "1e3", "NaN")
_LONGEST = 5000


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken clause.

    `topic` names the kind of breach, `situation` the entry of the conventions that says how it
    is refused, `row` the path of the row that it is about ("" for the operation itself),
    `params` what `error.param` may name. `base` is the twin, `form` the broken form.
    """

    topic: str
    situation: str
    row: str
    base: Form
    form: Form
    params: tuple[str, ...]
    source: int = 0
    plain: bool = True
    subject: str = field(default="")


def violations(
    operation: Operation, *, ids: Ids = NO_IDS, plain_only: bool = True
) -> Iterator[Violation]:
    """Yield every violation of the plan: one for each kind of breach and row it applies to."""
    rows = [r for r in operation.walk() if r.location != "path" and r.name]
    yield _unknown(operation)
    for number, row in enumerate(rows):
        if row.plain or not plain_only:
            yield from of_row(operation, row, number, ids)


def of_row(operation: Operation, row: Parameter, number: int, ids: Ids) -> Iterator[Violation]:
    """Yield the violations of one row."""
    twin = _twin(operation, row)
    if twin is None:
        return
    unjudged = {text.partition(" ")[0] for text in row.unjudged}
    for found in _made(operation, row, twin, number, ids):
        if found.topic.partition("_")[0] not in unjudged:
            yield found


def _made(
    operation: Operation, row: Parameter, twin: Form, number: int, ids: Ids
) -> Iterator[Violation]:
    yield from _required(operation, row, twin)
    yield from _types(row, twin, number)
    yield from _enum(row, twin)
    yield from _range(row, twin)
    yield from _length(row, twin)
    yield from _unknown_nested(row, twin)
    yield from _empty(row, twin)
    yield from _reference(row, twin, ids)
    yield from _exclusive(operation, row, twin)


def _twin(operation: Operation, row: Parameter) -> Form | None:
    form = smallest(operation)
    try:
        include(form, operation, row.path)
    except Conflict:
        return _without_conflict(operation, row)
    return form


def _without_conflict(operation: Operation, row: Parameter) -> Form | None:
    """Return a twin without the optional rows of `base` that the row excludes."""
    form = smallest(operation)
    for other in row.excludes:
        if not index(operation)[other].required:
            remove(form, other)
    try:
        include(form, operation, row.path)
    except Conflict:
        return None
    return form


def _changed(
    row: Parameter, twin: Form, value: object, topic: str, situation: str, at: str = ""
) -> Violation:
    form = copy(twin)
    path = at or row.path
    put(form, path, value)
    named = (wire(path), *((wire(row.path),) if at else ()))
    return Violation(
        topic, situation, row.path, twin, form, named, row.source, row.plain, row.subject
    )


def _unknown(operation: Operation) -> Violation:
    twin = smallest(operation)
    form = {**copy(twin), UNKNOWN: "1"}
    return Violation("unknown", "unknown", "", twin, form, (UNKNOWN,), operation.source[0])


def _required(operation: Operation, row: Parameter, twin: Form) -> Iterator[Violation]:
    if not row.required:
        return
    above = parent_path(row.path)
    base = copy(twin)
    if above and len(get(base, above) or {}) < 2 and not _keep_company(operation, base, row):
        return
    form = copy(base)
    remove(form, row.path)
    situation = "required_nested" if above else "required"
    yield Violation(
        "required", situation, row.path, base, form, (wire(row.path),), row.source, row.plain,
        row.subject,
    )  # fmt: skip


def _keep_company(operation: Operation, form: Form, row: Parameter) -> bool:
    """Add an optional row beside an only child, so that its parent is still sent without it."""
    above = parent_path(row.path)
    for candidate in operation.walk():
        fits = parent_path(candidate.path) == above and candidate.path != row.path
        if fits and candidate.name and candidate.plain:
            try:
                include(form, operation, candidate.path)
            except Conflict:
                continue
            return True
    return False


def _types(row: Parameter, twin: Form, number: int) -> Iterator[Violation]:
    if row.alternatives:
        return
    if row.type == "integer":
        text = _NOT_INTEGERS[number % len(_NOT_INTEGERS)]
        yield _changed(row, twin, text, "type", "integer")
    elif row.type == "boolean":
        yield _changed(row, twin, "maybe", "type", "boolean")
    elif row.type in ("object", "array", "map"):
        yield _changed(row, twin, "scalar", "type", "shape")
    if row.type == "array" and row.items and row.items.type == "integer":
        value = [*plain(row)[:-1], "abc"] if isinstance(plain(row), list) else ["abc"]
        place = f"{row.path}[{len(value) - 1}]"
        form = copy(twin)
        put(form, row.path, value)
        yield Violation(
            "type_element", "integer", row.path, twin, form, (place, row.path), row.source,
            row.plain, row.subject,
        )  # fmt: skip


def _enum(row: Parameter, twin: Form) -> Iterator[Violation]:
    if row.enum and not row.alternatives:
        yield _changed(row, twin, UNKNOWN, "enum", "enum")
    elif row.format == "currency":
        yield _changed(row, twin, "zzz", "enum", "currency")
    elif row.items is not None and row.items.enum:
        form = copy(twin)
        put(form, row.path, [UNKNOWN])
        named = (f"{wire(row.path)}[0]", wire(row.path))
        yield Violation(
            "enum", "enum", row.path, twin, form, named, row.source, row.plain, row.subject
        )


def _range(row: Parameter, twin: Form) -> Iterator[Violation]:
    if row.type != "integer":
        return
    if row.minimum is not None:
        yield _changed(row, twin, row.minimum - 1, "range_below", "minimum")
    if row.maximum is not None:
        yield _changed(row, twin, row.maximum + 1, "range_above", "maximum")


def _length(row: Parameter, twin: Form) -> Iterator[Violation]:
    bound = row.max_length
    free = not (row.enum or row.references or row.format not in (None, "person_name"))
    sent = row.type == "string" and free and row.location == "body"
    if sent and bound is not None and bound <= _LONGEST:
        yield _changed(row, twin, "A" * (bound + 1), "length", "length")


def _unknown_nested(row: Parameter, twin: Form) -> Iterator[Violation]:
    if row.type == "object" and not row.alternatives:
        at = f"{row.path}[{UNKNOWN}]"
    elif row.type == "array" and row.items is not None and row.items.type == "object":
        at = f"{row.path}[][{UNKNOWN}]"
    else:
        return
    if not row.children and not row.items:
        return  # an object without rows of its own may be an open one
    form = copy(twin)
    put(form, at, "1")
    yield Violation(
        "unknown", "unknown_nested", row.path, twin, form, (wire(at),), row.source, row.plain,
        row.subject,
    )  # fmt: skip


def _empty(row: Parameter, twin: Form) -> Iterator[Violation]:
    scalar = row.type in ("string", "integer", "boolean")
    if scalar and not row.clearable and row.location == "body" and not row.alternatives:
        yield _changed(row, twin, "", "empty", "empty")


def _reference(row: Parameter, twin: Form, _ids: Ids) -> Iterator[Violation]:
    if row.references and row.type == "string" and row.format != "cursor":
        yield _changed(row, twin, f"{UNKNOWN}_id", "reference", "unknown_reference")


def _exclusive(operation: Operation, row: Parameter, twin: Form) -> Iterator[Violation]:
    for other in row.excludes:
        if has(twin, other):
            continue
        form = copy(twin)
        rival = index(operation)[other]
        try:
            include_value({}, operation, rival, plain(rival))
        except Conflict:
            continue
        put(form, other, plain(rival))
        yield Violation(
            "exclusive", "exclusive", row.path, twin, form, (wire(row.path), wire(other)),
            row.source, row.plain, row.subject,
        )  # fmt: skip


def violation_forms(
    operation: Operation, violation: Violation, *, ids: Ids = NO_IDS, max_optional: int = 3
) -> st.SearchStrategy[Form]:
    """Return a strategy of larger forms that break the same clause as `violation`.

    The rest of the form is drawn from the valid forms; it shrinks to the form of the plan.
    """
    path = violation.row

    def broken(form: Form) -> Form:
        merged = {**copy(form), **copy(violation.form)}
        if violation.topic == "required" and "[" not in path:
            merged.pop(path, None)
        return merged

    return forms(operation, ids=ids, max_optional=max_optional).map(broken)
