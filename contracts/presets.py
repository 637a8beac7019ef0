"""Conventions that an API shares with others: `like: payments` in `api.yaml` names a preset.

A preset is a file beside this one, in `presets/`, or a file of the package that `like` names by its
path. What `api.yaml` says lies over it, key by key at any depth; `null` takes away what it says.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from contracts.reader import Reader

LIKE = "like"
FOLDER = Path(__file__).parent / "presets"
_DEEPEST = 5  # presets that are like another one


def presets() -> list[str]:
    """Return the names of the presets that any package may name."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def laid(reader: Reader, folder: Path, depth: int = 0) -> Reader:
    """Return conventions with the preset that they are like below them. Raises ContractError."""
    keys = reader.entries()
    if LIKE not in keys:
        return reader
    if depth == _DEEPEST:
        raise keys[LIKE].refuse("a preset is like itself, or like too many others")
    below = laid(_preset(keys[LIKE], folder), folder, depth + 1)
    return over(reader, below)


def _preset(like: Reader, folder: Path) -> Reader:
    """Return the file that a preset is. Raises ContractError when there is none."""
    name = like.text()
    if name in presets():
        found = Reader.open(FOLDER.parent, FOLDER / f"{name}.yaml")
    else:
        path = folder / name
        inside = path.resolve().is_relative_to(folder.resolve())
        if not (name.endswith(".yaml") and inside and path.is_file()):
            known = ", ".join(presets())
            raise like.refuse(f"{name!r} is no preset ({known}) and no file of the package")
        found = Reader.open(folder, path)
    found.mark()
    return found


def _merged(over: Reader, under: Reader) -> yaml.MappingNode:
    """Return a mapping that lies over another, without what is null. Raises ContractError."""
    above, below = over.entries(numbers=True), under.entries(numbers=True)
    names = {**_names(under), **_names(over)}
    found = []
    for name, key in names.items():
        said, kept = above.get(name), below.get(name)
        if said is not None and said.is_nothing():
            continue
        both = said is not None and kept is not None and said.is_mapping() and kept.is_mapping()
        value = _merged(said, kept) if both else (said or kept).node  # type: ignore[arg-type, union-attr]
        if name != LIKE or said is not None:
            found.append((key, value))
    return yaml.MappingNode(over.node.tag, found, over.node.start_mark, over.node.end_mark)


def over(above: Reader, below: Reader) -> Reader:
    """Return a mapping that lies over another, without what is null. Raises ContractError."""
    return Reader(above.file, _merged(above, below), above.path)


def _names(reader: Reader) -> dict[str, yaml.Node]:
    """Return the nodes of the keys of a mapping by their texts."""
    return {key.value: key for key, _ in reader.node.value}
