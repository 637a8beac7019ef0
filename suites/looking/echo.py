"""Is what was sent found again in the fields of the same names?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from contracts.model import Contracts, Field, Operation, Parameter
from contracts.model.api import TIMES
from harness.encoding import pairs
from harness.exchange import Exchange
from suites.looking.say import shown
from suites.looking.telephones import one_number
from suites.looking.times import SECONDS, same

_NAME = re.compile(r"[^\[\]]+(\[[^\[\]]*\])*")
_INDEX = re.compile(r"\[\d+\]")
Sent = list[tuple[str, str]]  # names and texts, in their order
_SCALARS = ("string", "integer", "number", "boolean")


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that does not hold what was sent; `row` is the same of all elements and keys.

    `sent` and `found` are as they compare; `text` and `answer`, where given, as they were. `probe`
    says that nothing promises that an answer shows it.
    """

    path: str
    sent: str
    found: str
    row: str = ""
    text: str = ""
    answer: str = ""
    probe: bool = False

    def __str__(self) -> str:
        """Return the difference in words."""
        return f"{self.path}: sent {self.text or self.sent}, found {self.seen}"

    @property
    def seen(self) -> str:
        """What was found, in words."""
        return self.answer or self.found or "nothing"


def compare(
    operation: Operation, contracts: Contracts, exchange: Exchange, row: str = ""
) -> list[Difference] | None:
    """Return how the body differs from what was sent; None when nothing can be compared.

    With the path of a `row`, only what was sent for it, or below it, is looked at.
    """
    if operation.returns != operation.resource:
        return None
    fields = contracts.resource(operation.returns).named
    rows = operation.named
    sent = parse_qsl(exchange.request.asked_body, keep_blank_values=True)
    shown_at = _pairs(sent, rows, fields, exchange.item)
    seen = [found for found in shown_at if not row or _within(found.path, row)]
    if not seen:
        return None
    return [found for found in seen if found.sent != found.found]


def comparable(
    operation: Operation, contracts: Contracts, form: Mapping[str, Any], row: str = ""
) -> bool:
    """Whether an answer to a form can show what was sent, for a `row` where one is given."""
    if operation.returns != operation.resource:
        return False
    fields = contracts.resource(operation.returns).named
    first = row.partition("[")[0]
    names = ([first] if first in form else []) if row else form
    told = {name: form[name] for name in names if name in fields}
    if not told:
        return False
    shown_at = (pair.path for pair in _pairs(list(pairs(told)), operation.named, fields, {}))
    return any(not row or _within(path, row) for path in shown_at)


def field_of(operation: Operation, contracts: Contracts, row: str) -> Field | None:
    """Return the field that shows a row of an operation, None when no plain answer has one.

    The list inside an object is shown on request.
    """
    fields = contracts.resource(operation.returns).named
    path = _path(row.replace("[]", "[0]"))
    above = [_field(fields, path[: place + 1]) for place in range(len(path))]
    listed = any(field is not None and field.resource == "list" for field in above)
    return None if listed else above[-1]


def _pairs(
    sent: list[tuple[str, str]],
    rows: dict[str, Parameter],
    fields: dict[str, Field],
    answer: dict[str, Any],
) -> Iterator[Difference]:
    """Yield each leaf that was sent beside what the field of the same path holds."""
    for name, text in indexed(sent, rows):
        path = _path(name)
        row = _row(rows, path)
        field = _field(fields, path)
        if row is None or field is None or not text or not _comparable(row, field):
            continue
        beside = _beside(text, answer, path, row)
        probe = _unpromised(rows[path[0]], path, answer)
        yield Difference(name, *beside, _named(rows, path), text, _text(_dig(answer, path)), probe)
    yield from _longer(sent, rows, fields, answer)


def _unpromised(row: Parameter, path: list[str], answer: dict[str, Any]) -> bool:
    """Whether an answer says that what is below a row is not for this object."""
    named = answer.get(row.shown_for) if row.shown_for else None
    return isinstance(named, list) and len(path) > 1 and path[1] not in named


def _longer(
    sent: list[tuple[str, str]],
    rows: dict[str, Parameter],
    fields: dict[str, Field],
    answer: dict[str, Any],
) -> Iterator[Difference]:
    """Yield the arrays of values that hold more than was sent: an array is set, not added to."""
    counts: Counter[str] = Counter()
    for name, text in indexed(sent, rows):
        above, _, place = name.rpartition("[")
        if text and place.rstrip("]").isdigit():
            counts[above] += 1
    for name, count in counts.items():
        path = _path(name)
        row, field, value = _row(rows, path), _field(fields, path), _dig(answer, path)
        element = row.items if row is not None else None
        inner = field.items if field is not None else None
        if element is None or inner is None or not isinstance(value, list):
            continue
        if _comparable(element, inner) and len(value) > count:
            yield Difference(name, f"{count} values", shown(value), _named(rows, path))


def _beside(text: str, answer: Any, path: list[str], row: Parameter) -> tuple[str, str]:
    """Return what was sent and what is found for it, as they compare.

    An element of an array may stand anywhere in it: a server may sort a set, or keep one of two.
    """
    compared = _compared(text, row)
    sent, value = compared(text), _dig(answer, path)
    above = _dig(answer, path[:-1]) if path[-1].isdigit() else None
    if isinstance(above, list) and sent in [compared(_text(found)) for found in above]:
        return sent, sent
    return sent, compared(_text(value))


def indexed(pairs: list[tuple[str, str]], rows: dict[str, Parameter]) -> Iterator[tuple[str, str]]:
    """Yield the pairs whose place in the answer is certain, with `a[]` written as `a[0]`, `a[1]`…

    Left out are names that are no chain of brackets; names sent twice, of which a server may
    keep either; empty brackets behind anything but an array, such as the empty key of a map;
    and empty brackets further in.
    """
    seen: Counter[str] = Counter()
    sent = Counter(name for name, _ in pairs)
    for name, text in pairs:
        if not _NAME.fullmatch(name):
            continue
        if name.endswith("[]") and "[]" not in name[:-2]:
            row = _row(rows, _path(name[:-2]))
            if row is not None and row.type == "array":
                yield f"{name[:-2]}[{seen[name]}]", text
                seen[name] += 1
        elif "[]" not in name and sent[name] == 1:
            yield name, text


def _within(name: str, row: str) -> bool:
    """Whether a name, `items[0][price]`, belongs to a row, `items` or `items[][price]`."""
    bare = _INDEX.sub("[]", name)
    return bare == row or bare.startswith(f"{row}[")


def _path(name: str) -> list[str]:
    return name.replace("]", "").split("[")


def _named(rows: dict[str, Parameter], path: list[str]) -> str:
    """Return the dotted names of a path down to a map, whose keys are the sender's own."""
    names: list[str] = []
    for place, part in enumerate(path):
        row = _row(rows, path[: place + 1])
        above = _row(rows, path[:place]) if place else None
        if above is None or above.type != "array":
            names.append(part)
        if row is None or row.type == "map":
            break
    return ".".join(names)


def _row(rows: dict[str, Parameter], path: list[str]) -> Parameter | None:
    row: Parameter | None = rows.get(path[0])
    for part in path[1:]:
        if row is None or "echo" in " ".join(row.unjudged):
            return None
        if row.type == "map":
            row = row.values and Parameter("", "string", row.path, row.location)
        else:
            row = row.items if row.type == "array" else _child(row, part)
    return row


def _child(row: Parameter, name: str) -> Parameter | None:
    return next((child for child in row.children if child.name == name), None)


def _field(fields: dict[str, Field], path: list[str]) -> Field | None:
    field: Field | None = fields.get(path[0])
    for part in path[1:]:
        if field is None:
            return None
        if field.type == "map":
            return field.values
        if field.type == "array":
            field = field.items
        else:
            field = next((child for child in field.children if child.name == part), None)
    return field


def _comparable(row: Parameter, field: Field) -> bool:
    judged = not any(text.startswith("echo ") for text in row.unjudged)
    return judged and row.type in _SCALARS and field.type == row.type


def _dig(value: Any, path: list[str]) -> Any:
    for part in path:
        if isinstance(value, dict):
            value = value.get(part)
        elif isinstance(value, list) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
        else:
            return None
    if isinstance(value, dict):  # an id that was expanded or is always an object
        return value.get("id", value)
    return value


def _text(value: Any) -> str:
    """Return a value as a form writes it; "", which is never compared, for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else shown(value)


def _compared(sent: str, row: Parameter) -> Callable[[str], str]:
    """Return how texts of a row are read to be compared with one that was sent.

    Currencies compare in any case, telephones as the numbers that they are; a country that was
    sent in capital letters, as its code is written, has to come back in them.
    """
    if row.format == "currency" or (row.format == "country" and not sent.isupper()):
        return str.lower
    if row.format == "phone":
        return lambda text: sent if one_number(sent, text) else text
    if row.type == "number":
        return lambda text: sent if _number(text) == _number(sent) else text
    if row.format in TIMES and row.format != SECONDS:
        form = row.format
        return lambda text: sent if same(sent, text, form) else text
    return str


def _number(text: str) -> float | str:
    """Return what a text says as a number, the text itself where it says none."""
    try:
        return float(text)
    except ValueError:
        return text
