"""The form dialect of an API: how nested values, arrays, flags and names are written.

Inside the house a form is nested values, and the path of a row is bracketed: `a[b][0]`. Here it
becomes what is sent, by what the conventions say; nothing else in the suites knows a dialect.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Arrays = str  # "" as the API has it, "bracket" for `a[]`
Path = tuple[str | int, ...]
_RULED = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_INDEX = re.compile(r"\[\d*\]")


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of an operation of which no form shows what they are, by their paths with `[]`."""

    maps: frozenset[str] = frozenset()  # whose keys are the user's own: no rule is for them
    texts: frozenset[str] = frozenset()  # whose value is JSON text in one field


@dataclass(frozen=True)
class Writing:
    """How a form is written; see `Form` of the contracts. `rows` are those of operations by id."""

    nesting: str = "brackets"
    arrays: str = "numbered"
    start: int = 0
    true: str = "true"
    false: str = "false"
    clears: str = ""
    asked: str = "as_written"
    rows: Mapping[str, Rows] = field(default_factory=dict)

    @property
    def usual(self) -> bool:
        """Whether it is the writing that official clients of this style have: `a[b][0]`."""
        return self == USUAL

    def pairs(
        self, form: Mapping[str, Any], operation: str = "", arrays: Arrays = ""
    ) -> Iterator[tuple[str, str]]:
        """Yield the name and the text of each leaf of a form, not yet percent-encoded."""
        known = self.rows.get(operation, _NONE)
        for path, value in self._leaves((), form, known):
            yield self._name(path, known, arrays), self._text(path, value)

    def spelled(self, path: str, operation: str = "") -> str:
        """Return how a bracketed path, `a[b][0]`, is written in this dialect."""
        if "[" not in path and self.asked == "as_written":
            return path
        return self._name(_steps(path), self.rows.get(operation, _NONE), "")

    def _leaves(self, path: Path, value: Any, rows: Rows) -> Iterator[tuple[Path, Any]]:
        if path and _flat(path) in rows.texts and isinstance(value, Mapping | list | tuple):
            yield path, json.dumps(value, separators=(",", ":"))
        elif isinstance(value, Mapping):
            if path and not value:
                yield path, None
            for key, inner in value.items():
                yield from self._leaves((*path, str(key)), inner, rows)
        elif isinstance(value, Sequence) and not isinstance(value, str | bytes):
            if not value:
                yield path, None
            for index, inner in enumerate(value):
                yield from self._leaves((*path, index), inner, rows)
        else:
            yield path, value

    def _name(self, path: Path, rows: Rows, arrays: Arrays) -> str:
        steps = [
            self._ruled(step, path[:place], rows) if isinstance(step, str) else step
            for place, step in enumerate(path)
        ]
        how = "empty" if arrays == "bracket" else self.arrays
        if how == "last":
            steps = _indexes_last(steps)
        name = ""
        for step in steps:
            name = self._with(name, step, how)
        return name

    def _with(self, name: str, step: str | int, how: str) -> str:
        """Return a name with one more step."""
        if isinstance(step, int):
            number = step + self.start
            if how == "repeated":
                return name
            if how == "names":
                return f"{name}{number}"
            if self.nesting == "dots":
                return f"{name}.{number}" if how != "empty" else name
            return f"{name}[{'' if how == 'empty' else number}]"
        if not name:
            return step
        return {"dots": f"{name}.{step}", "flat": step}.get(self.nesting, f"{name}[{step}]")

    def _ruled(self, step: str, above: Path, rows: Rows) -> str:
        """Return a name by the rule; a literal one, or a key of the user's own, as it is."""
        if self.asked == "as_written" or (above and _flat(above) in rows.maps):
            return step
        return ruled(step, self.asked)

    def _text(self, path: Path, value: Any) -> str:
        if value is None:
            return self.clears
        if isinstance(value, bool):
            return self.true if value else self.false
        if isinstance(value, str):
            return value
        if isinstance(value, int | float):
            return str(value)
        message = (
            f"the form value {_flat(path)} is {value!r}; a form carries texts, numbers, true and "
            "false"
        )
        raise TypeError(message)


def ruled(name: str, rule: str) -> str:
    """Return a name as a rule has it: `friendly_name` is FriendlyName in pascal. A name that is
    not in small letters with underscores is a literal one, and stays.
    """
    if not _RULED.fullmatch(name):
        return name
    words = name.split("_")
    if rule == "kebab":
        return "-".join(words)
    if rule == "pascal":
        return "".join(word.capitalize() for word in words)
    if rule == "camel":
        return words[0] + "".join(word.capitalize() for word in words[1:])
    return name


def _indexes_last(steps: list[str | int]) -> list[str | int]:
    """Return steps with their indexes behind the names: `items[0][price]` is `items[price][0]`."""
    names = [step for step in steps if isinstance(step, str)]
    return [*names, *(step for step in steps if isinstance(step, int))]


def _steps(path: str) -> Path:
    head, *rest = path.replace("]", "").split("[")
    return (head, *(int(part or 0) if part.isdecimal() or not part else part for part in rest))


def _flat(path: Path) -> str:
    """Return the path of a row: `a[b][]`."""
    head, *rest = path
    return str(head) + "".join("[]" if isinstance(s, int) else f"[{s}]" for s in rest)


_NONE = Rows()
USUAL = Writing()
