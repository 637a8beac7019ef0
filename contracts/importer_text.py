"""Reads reference text into blocks, an operation each, and says what the text lost.

A block is a path, a sentence, tables of parameters, and at its end `METHOD /path`. Rows can lack
their name or their type, a table can break off (`…17 more`), and a description can end in the
middle. A line that fits none of this is refused with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

METHODS = ("GET", "POST")  # that such texts are of
_PARAMETERS = "| Name | In |"
_PROPERTIES = "| Property | Type |"
_END = re.compile(r"([A-Z]+) (/\S*)$")
_ELIDED = re.compile(r"…(\d+) more$")
_NESTED = "└"
_TYPES = ("string", "integer", "number", "boolean", "object", "array")
_FURNITURE = ("application/x-www-form-urlencoded", "Error response.", "Successful response.")
_SHOWN = 60  # characters of a line that is not read
_FLAGS = ("required", "optional")
_PLACES = ("path", "query")
_WHOLE = (".", "!", "?", ")", "—")  # how a description ends that is not cut


class TextError(Exception):
    """A text that cannot be read. The message gives file, line and reason."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; `name` and `type` are empty when the text lost them."""

    line: int
    place: str  # path, query or body
    name: str = ""
    type: str = ""
    required: bool = False
    nested: bool = False
    elided: int = 0  # the row stands for so many that the text leaves out
    cut: str = ""  # the last words of a description that ends in the middle


@dataclass(slots=True)
class Block:
    """One operation as the text has it."""

    path: str
    start: int
    end: int = 0
    method: str = ""
    prose: str = ""
    rows: list[Row] = field(default_factory=list)


Unread = list[tuple[int, str]]  # numbers and beginnings of lines that are no part of any table


def blocks(text: str, file: str = "text", unread: Unread | None = None) -> Iterator[Block]:
    """Yield the operations of a text; lines that are passed over go to `unread`.

    Raises TextError.
    """
    block: Block | None = None
    table = ""
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        try:
            if block is None:
                block, table = _opened(line, number), ""
            elif end := _END.match(line):
                _close(block, end[1], end[2], number)
                yield block
                block = None
            else:
                if unread is not None and _is_strange(block, line):
                    unread.append((number, line[:_SHOWN]))
                table = _take(block, line, number, table)
        except ValueError as trouble:
            raise TextError(file, number, str(trouble)) from None
    if block is not None:
        raise TextError(file, block.start, f"the block of {block.path} has no end")


def _is_strange(block: Block, line: str) -> bool:
    """Whether a line says something that is read nowhere: no table, nor the sentence of a block."""
    return bool(line and block.prose) and not line.startswith("|") and line not in _FURNITURE


def _opened(line: str, number: int) -> Block | None:
    if line and not line.startswith("/"):
        message = f"a path was expected, found {line[:60]!r}"
        raise ValueError(message)
    return Block(line, number) if line else None


def _close(block: Block, method: str, path: str, number: int) -> None:
    if path != block.path:
        message = f"the block of {block.path} ends with {path}"
        raise ValueError(message)
    if method not in METHODS:
        message = f"a contract cannot hold {method}, only {' and '.join(METHODS)}"
        raise ValueError(message)
    block.method, block.end = method, number


def _take(block: Block, line: str, number: int, table: str) -> str:
    """Take one line of a block in; return the header of the table the next line belongs to."""
    for header in (_PARAMETERS, _PROPERTIES):
        if line.startswith(header):
            return header
    if not line.startswith("|"):
        block.prose = block.prose or line
        return ""
    if set(line) <= set("|- "):  # the line under a header, or the stray end of a row
        return table
    cells = [cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")]
    if table == _PARAMETERS:
        block.rows.append(_parameter(cells, number))
    elif table == _PROPERTIES:
        block.rows.append(_property(cells, number))
    else:
        message = f"a row without a table that is known: {line[:60]!r}"
        raise ValueError(message)
    return table


def _unknown(cells: list[str], columns: str) -> ValueError:
    return ValueError(f"not a row of {columns}: {' | '.join(cells)[:60]!r}")


def _parameter(cells: list[str], line: int) -> Row:
    """Read name, place, flag, type and description; the first and the fourth may be lost."""
    lost = cells[0] in _PLACES and cells[1:2] != [] and cells[1] in _FLAGS
    name, *rest = ["", *cells] if lost else cells
    if len(rest) < 3 or rest[0] not in _PLACES or rest[1] not in _FLAGS:
        raise _unknown(cells, "name, place, required or optional, type, description")
    place, flag, *tail = rest
    kind = tail.pop(0) if tail[0] in _TYPES else ""
    description = " | ".join(tail).strip()
    cut = "" if description.endswith(_WHOLE) else " ".join(description.split()[-2:])
    return Row(line, place, name, kind, flag == "required", cut=cut)


def _property(cells: list[str], line: int) -> Row:
    """Read name, type and flag; either of the first two may be lost."""
    nested = cells[0].startswith(_NESTED)
    name = cells[0].lstrip(f"{_NESTED} ")
    if elided := _ELIDED.match(name):
        return Row(line, "body", nested=nested, elided=int(elided[1]))
    cells = [name, *(cell for cell in cells[1:] if cell)]
    if len(cells) == 2 and cells[1] in _FLAGS:
        known = cells[0] in _TYPES
        name, kind, flag = ("" if known else name), (cells[0] if known else ""), cells[1]
    elif len(cells) == 3 and cells[1] in _TYPES and cells[2] in _FLAGS:
        kind, flag = cells[1:]
    else:
        raise _unknown(cells, "name, type, required or optional")
    return Row(line, "body", name, kind, flag == "required", nested)
