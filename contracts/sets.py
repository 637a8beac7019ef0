"""Several sets of conventions in one package: which differ how, and which operations are whose.

`sets` of `api.yaml` names them. What a set says lies over the package's own conventions, or over a
preset that it is `like`; its globs say whose it is. An operation has those of the first set that
one of whose globs fits, else those that `default` names, else none: then it is left out, by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

import yaml

from contracts.conventions import read_api, sections
from contracts.model import Api, ConventionSet, Situation
from contracts.model.whole import BASE
from contracts.near import hint
from contracts.presets import LIKE, laid, over, presets
from contracts.reader import Reader
from contracts.situations import Situations, read_situations

SETS, DEFAULT, SITUATIONS = "sets", "default", "situations"
GLOBS = ("operations", "paths")
PACKAGE = ("host", "name", "preflight")  # sections of the package itself: no set has others
_ALONE = (*PACKAGE, "expandable", "neighbours", SETS, DEFAULT)


def allowed() -> tuple[str, ...]:
    """Return the keys that a set may have."""
    differing = (name for name in sections(Api) if name not in PACKAGE)
    return tuple(sorted({*differing, *GLOBS, LIKE, SITUATIONS}))


@dataclass(frozen=True)
class Sets:
    """The sets of a package, and the reader of each. `default` is what else holds: the name of a
    set, "" for the package's own conventions, None where an operation may be nobody's. `own` binds
    operations, by id, to sets that only the ids of a resource make (`contracts/own_ids.py`).
    """

    base: Api
    situations: Situations
    every: tuple[ConventionSet, ...] = ()
    readers: Mapping[str, Reader] = field(default_factory=dict)
    default: str | None = ""
    own: Mapping[str, str] = field(default_factory=dict)

    def of(self, operation: str, path: str) -> str | None:
        """Return the name of the set that an operation is bound to; None where none is."""
        if operation in self.own:
            return self.own[operation]
        for one in self.every:
            if _fits(one, operation, path):
                return one.name
        return self.default

    def api(self, name: str) -> Api:
        """Return the conventions of a set."""
        return next((one.api for one in self.every if one.name == name), self.base)

    def known(self, name: str) -> Mapping[str, Situation]:
        """Return the situations of a set."""
        return next((one.situations for one in self.every if one.name == name), self.situations)

    def check(self, operations: Mapping[str, str]) -> None:
        """Check that each glob fits some of all operations, and that each set has some of its own.

        `operations` are their ids and paths. Raises ContractError.
        """
        for one in self.every:
            keys = self.readers[one.name].entries()
            for kind in GLOBS:
                names = operations if kind == "operations" else operations.values()
                for glob in keys[kind].items() if kind in keys else ():
                    if not any(fnmatchcase(name, glob.text()) for name in names):
                        raise glob.refuse(_unfit(glob.text(), kind, names))
            fit = {name: path for name, path in operations.items() if _fits(one, name, path)}
            owners = {self.of(name, path) for name, path in fit.items()}
            if one.name not in owners:
                taken = " and ".join(sorted(repr(owner) for owner in owners))
                reason = f"each operation that it fits belongs to {taken}, which stands before it"
                raise self.readers[one.name].refuse(reason)


def read_sets(keys: dict[str, Reader], folder: Path) -> Sets:
    """Read the conventions of a package and its sets from the keys of `api.yaml`.

    Raises ContractError.
    """
    base = read_api(keys)
    situations = read_situations(keys[SITUATIONS]) if SITUATIONS in keys else {}
    if SETS not in keys:
        if DEFAULT in keys:
            raise keys[DEFAULT].refuse("it is the default of 'sets', and there are none")
        return Sets(base, situations)
    readers = keys[SETS].entries()
    below = {BASE: _reader_of(keys, keys[SETS])}
    every = tuple(_set(name, reader, keys, below, folder) for name, reader in readers.items())
    default = _default(keys[DEFAULT], readers) if DEFAULT in keys else None
    return Sets(base, situations, every, readers, default)


def _set(
    name: str, reader: Reader, keys: dict[str, Reader], below: dict[str, Reader], folder: Path
) -> ConventionSet:
    """Read a set; `below` are what it may be like, and gets this one."""
    if name == BASE:
        raise reader.refuse(f"{BASE!r} are the conventions of the package: name the set otherwise")
    own = _known(reader)
    if not any(kind in own for kind in GLOBS):
        raise reader.refuse("it needs 'paths' or 'operations': globs of what it holds for")
    below[name] = _merged(reader, own, below, folder)
    found = below[name].mapping({*allowed(), *PACKAGE})
    merged = {**{part: keys[part] for part in PACKAGE if part in keys}, **found}
    api = read_api(merged)
    return ConventionSet(
        name=name,
        api=api,
        situations=read_situations(merged[SITUATIONS]) if SITUATIONS in merged else {},
        paths=own["paths"].texts() if "paths" in own else (),
        operations=own["operations"].texts() if "operations" in own else (),
    )


def _known(reader: Reader) -> dict[str, Reader]:
    """Return the keys of a set. Raises ContractError, with a near name, for one nobody knows."""
    own, known = reader.entries(), allowed()
    for key, value in own.items():
        if key in PACKAGE:
            raise value.refuse(f"{key!r} is said of the whole package, beside 'sets'")
        if key not in known:
            near = hint(key, known) or f"; known here: {', '.join(known)}"
            raise value.refuse(f"unknown key {key!r}{near}")
    return own


def _merged(
    reader: Reader, own: dict[str, Reader], below: dict[str, Reader], folder: Path
) -> Reader:
    """Return the conventions of a set: what it says, over what it is like."""
    like = own[LIKE].text() if LIKE in own else BASE
    if like in below:
        return over(without(reader, (*GLOBS, LIKE)), below[like])
    if not like.endswith(".yaml") and like not in presets():
        known = (*below, *presets())
        near = hint(like, known) or f"; known here: {', '.join(known)}"
        reason = f"{like!r} is no set before this one, no preset, and no file of the package{near}"
        raise own[LIKE].refuse(reason)
    return without(laid(without(reader, GLOBS), folder), (LIKE,))


def _reader_of(keys: dict[str, Reader], reader: Reader) -> Reader:
    """Return what the package says, and a set may say otherwise, as one mapping."""
    tag = "tag:yaml.org,2002:str"
    pairs = [
        (yaml.ScalarNode(tag, name, value.node.start_mark), value.node)
        for name, value in keys.items() if name not in (*_ALONE, LIKE)
    ]  # fmt: skip
    mark = reader.node.start_mark
    return Reader(reader.file, yaml.MappingNode(reader.node.tag, pairs, mark, mark), reader.path)


def without(reader: Reader, names: tuple[str, ...]) -> Reader:
    """Return a mapping without some of its keys."""
    node = reader.node
    pairs = [pair for pair in node.value if pair[0].value not in names]
    left = yaml.MappingNode(node.tag, pairs, node.start_mark, node.end_mark)
    return Reader(reader.file, left, reader.path)


def _default(reader: Reader, readers: Mapping[str, Reader]) -> str:
    """Return the name of the set that holds where no glob fits, "" for the package's own."""
    name, known = reader.text(), (BASE, *readers)
    if name not in known:
        near = hint(name, known) or f"; known here: {', '.join(known)}"
        raise reader.refuse(f"{name!r} is no set of conventions{near}")
    return "" if name == BASE else name


def _fits(one: ConventionSet, operation: str, path: str) -> bool:
    return any(fnmatchcase(path, glob) for glob in one.paths) or any(
        fnmatchcase(operation, glob) for glob in one.operations
    )


def _unfit(glob: str, kind: str, names: Iterable[str]) -> str:
    known = list(dict.fromkeys(names))
    what = "path" if kind == "paths" else "operation"
    return f"{glob!r} fits no {what} of the package{hint(glob.replace('*', ''), known)}"
