"""YAML that remembers where each value stands, so that every complaint can say so.

A `Reader` is a cursor on one YAML node. It hands out checked Python values and refuses what a
contract must not hold: unknown keys, repeated keys, wrong types.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

import yaml

from contracts.bounded import inside, refused
from contracts.errors import ContractError

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc] # of C, where PyYAML was built with it
    """Finds the tag of a text once: the same few words stand in every file."""

    known: ClassVar[dict[Any, str]] = {}

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """Return the tag of a node."""
        if kind is not yaml.ScalarNode:
            return super().resolve(kind, value, implicit)
        key = value, implicit
        if key not in self.known:
            self.known[key] = super().resolve(kind, value, implicit)
        return self.known[key]


_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,29})")
_FRACTION = re.compile(r"[-+]?[0-9]{0,30}\.?[0-9]{0,30}(?:[eE][-+]?[0-9]{1,2})?")
_TEXT = "tag:yaml.org,2002:str"
_TAGS = {
    "str": "text",
    "int": "a whole number",
    "bool": "true or false",
    "null": "nothing",
    "float": "a number",
    "seq": "a list",
    "map": "a mapping",
    "timestamp": "a date",
}


def kind(node: yaml.Node) -> str:
    """Return the YAML type of a node in words."""
    return _TAGS.get(node.tag.rpartition(":")[2], node.tag)


class Reader:
    """A cursor on one node of a contract file."""

    __slots__ = ("_key", "file", "node", "path")

    def __init__(
        self, file: str, node: yaml.Node, path: str = "", key: yaml.Node | None = None
    ) -> None:
        self.file = getattr(node, "file", file)  # of a node that stands in another file
        self.node = node
        self.path = path
        self._key = key  # what names the node in its mapping

    @classmethod
    def open(cls, root: Path, file: Path) -> Reader:
        """Parse one file. Raises ContractError when it is not YAML or empty."""
        name = file.relative_to(root).as_posix()
        try:
            node = yaml.compose(file.read_text(encoding="utf-8"), Loader=_Loader)
        except RecursionError:
            raise ContractError(name, 1, "", "values stand too deep in each other") from None
        except yaml.YAMLError as trouble:
            mark = getattr(trouble, "problem_mark", None)
            reason = f"not YAML: {getattr(trouble, 'problem', trouble)}"
            raise ContractError(name, mark.line + 1 if mark else 1, "", reason) from None
        except UnicodeDecodeError as trouble:
            line = trouble.object.count(b"\n", 0, trouble.start) + 1
            raise ContractError(name, line, "", f"not UTF-8: {trouble.reason}") from None
        except OSError as trouble:
            raise ContractError(name, 1, "", f"cannot be read: {trouble.strerror}") from None
        if node is None:
            raise ContractError(name, 1, "", "the file is empty; a mapping was expected")
        if wrong := refused(node):
            raise cls(name, wrong[0]).refuse(wrong[1])
        return cls(name, node)

    def mark(self) -> None:
        """Let all nodes of the file know it: they are going to stand among those of another."""
        waiting = [self.node]
        while waiting:
            node = waiting.pop()
            node.file = self.file  # type: ignore[attr-defined]
            waiting += inside(node)

    @property
    def place(self) -> str:
        """Where the node begins, with what names it: `file:line`, a line from 1."""
        begins = self.node if self._key is None else self._key
        return f"{getattr(begins, 'file', self.file)}:{begins.start_mark.line + 1}"

    def refuse(self, reason: str) -> ContractError:
        """Return the error that says `reason` of this node (to be raised by the caller)."""
        return ContractError(self.file, self.node.start_mark.line + 1, self.path, reason)

    def _expected(self, what: str) -> ContractError:
        shown = f" {self.node.value!r}" if isinstance(self.node, yaml.ScalarNode) else ""
        return self.refuse(f"expected {what}, found {kind(self.node)}{shown}")

    def entries(self, *, numbers: bool = False) -> dict[str, Reader]:
        """Return the entries of a mapping, whose keys are texts, or whole numbers where `numbers`
        are allowed. Raises ContractError on other keys and on repeated ones.
        """
        if not isinstance(self.node, yaml.MappingNode):
            raise self._expected("a mapping")
        found: dict[str, Reader] = {}
        for key, value in self.node.value:
            numbered = numbers and kind(key) == "a whole number"
            if not isinstance(key, yaml.ScalarNode) or not (key.tag == _TEXT or numbered):
                raise Reader(self.file, key, self.path)._expected("a text as key")
            if key.value in found:
                here = Reader(self.file, key, self.path)
                raise here.refuse(f"the key {key.value!r} stands here twice")
            below = f"{self.path}.{key.value}" if self.path else key.value
            found[key.value] = Reader(self.file, value, below, key)
        return found

    def mapping(self, allowed: Iterable[str], required: Iterable[str] = ()) -> dict[str, Reader]:
        """Return the entries of a mapping whose keys are known. Raises ContractError."""
        found = self.entries()
        known = allowed if isinstance(allowed, frozenset) else frozenset(allowed)
        for key, value in found.items():
            if key not in known:
                told = ", ".join(sorted(known))
                raise value.refuse(f"unknown key {key!r}; known here: {told}")
        for key in sorted(required):
            if key not in found:
                raise self.refuse(f"the key {key!r} is missing")
        return found

    def items(self) -> list[Reader]:
        """Return the elements of a list. Raises ContractError."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self._expected("a list")
        return [
            Reader(self.file, node, f"{self.path}[{index}]")
            for index, node in enumerate(self.node.value)
        ]

    def is_text(self) -> bool:
        """Whether the node is a text."""
        return self.node.tag == _TEXT and isinstance(self.node, yaml.ScalarNode)

    def is_nothing(self) -> bool:
        """Whether the node is null."""
        return isinstance(self.node, yaml.ScalarNode) and kind(self.node) == "nothing"

    def is_list(self) -> bool:
        """Whether the node is a list."""
        return isinstance(self.node, yaml.SequenceNode)

    def is_mapping(self) -> bool:
        """Whether the node is a mapping."""
        return isinstance(self.node, yaml.MappingNode)

    def text(self) -> str:
        """Return a text. Raises ContractError."""
        if not self.is_text():
            raise self._expected("a text")
        return str(self.node.value)

    def one_of(self, choices: Iterable[str]) -> str:
        """Return a text that is one of `choices`. Raises ContractError."""
        found, known = self.text(), list(choices)
        if found not in known:
            raise self.refuse(f"{found!r} is not one of {', '.join(known)}")
        return found

    def integer(self) -> int:
        """Return a whole number. Raises ContractError."""
        if kind(self.node) != "a whole number":
            raise self._expected("a whole number")
        return int(self.data())

    def number(self) -> int | float:
        """Return a number, whole or not. Raises ContractError."""
        if kind(self.node) == "a whole number":
            return self.integer()
        if kind(self.node) != "a number":
            raise self._expected("a number")
        return float(self.data())

    def words(self) -> tuple[str, ...]:
        """Return texts, and whole numbers as they are written, none twice. Raises ContractError."""
        found = tuple(
            str(item.integer()) if kind(item.node) == "a whole number" else item.text()
            for item in self.items()
        )
        if len(set(found)) != len(found):
            raise self.refuse("a value stands here twice")
        return found

    def boolean(self) -> bool:
        """Return true or false. Raises ContractError."""
        if kind(self.node) != "true or false":
            raise self._expected("true or false")
        return bool(self.data())

    def texts(self) -> tuple[str, ...]:
        """Return a list of texts without repetition. Raises ContractError."""
        found = tuple(item.text() for item in self.items())
        if len(set(found)) != len(found):
            raise self.refuse("a value stands here twice")
        return found

    def integers(self) -> tuple[int, ...]:
        """Return a list of whole numbers. Raises ContractError."""
        return tuple(item.integer() for item in self.items())

    def statuses(self) -> tuple[int, ...]:
        """Return a list of statuses of HTTP. Raises ContractError."""
        for item in self.items():
            if not 100 <= item.integer() <= 599:
                raise item.refuse(f"{item.integer()} is no status: they are 100 to 599")
        return self.integers()

    def data(self) -> Any:
        """Return the node as plain data: texts, numbers, booleans, None, lists, dictionaries."""
        if isinstance(self.node, yaml.MappingNode):
            return {key: value.data() for key, value in self.entries().items()}
        if isinstance(self.node, yaml.SequenceNode):
            return [item.data() for item in self.items()]
        kinds = kind(self.node)
        if kinds == "text":
            return str(self.node.value)
        if kinds == "nothing":
            return None
        if kinds == "true or false":
            return self.node.value.lower() in ("true", "yes", "on")
        if kinds == "a whole number":
            return int(self._plain_number(_WHOLE))
        if kinds == "a number":
            return float(self._plain_number(_FRACTION))
        raise self._expected("text, a number, true, false, a list or a mapping")

    def _plain_number(self, form: re.Pattern[str]) -> str:
        """Return the text of a number that reads the same in every version of YAML."""
        found: str = self.node.value.replace("_", "")
        if not form.fullmatch(found):
            raise self.refuse(f"expected a number in plain digits, found {self.node.value[:40]!r}")
        return found

    def record(self) -> dict[str, Any]:
        """Return a mapping as plain data. Raises ContractError."""
        return {key: value.data() for key, value in self.entries().items()}
