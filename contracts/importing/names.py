"""Names of resources and operations: the same for the same document, and each once.

A resource is called as the document calls it: by the constant field that tells its kind, by its
component, or by the nouns of its path.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from contracts.importing.limits import Limits
from contracts.importing.paths import singular, tidy
from contracts.importing.schemas import read
from contracts.importing.shapes import Shape

KINDS = ("object", "resource_type", "_type")  # fields that tell what an object is
_ENDINGS = ("response", "resp", "schema", "object", "model", "dto", "resource", "entity", "payload",
            "result", "view", "output")  # fmt: skip
_GONE = ("deleted", "deletion", "delete")
_VAGUE = ("", "data", "item", "items", "response", "result", "object", "success", "body")


def snake(name: str) -> str:
    """Return a name in lower case with underlines and dots: `PhoneNumber` is phone_number."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    found = re.sub(r"[^a-z0-9.]+", "_", parted.lower())
    return re.sub(r"\.{2,}", ".", re.sub(r"_{2,}", "_", found)).strip("._")


def fit(name: str) -> str:
    """Return a name that contracts can have: no part of it begins with a digit."""
    return ".".join(part if not part[:1].isdigit() else f"_{part}" for part in name.split("."))


def nouns(path: str) -> list[str]:
    """Return the parts of a path that are no ids and no version."""
    parts = (part for part in tidy(path).split("/") if part and "{" not in part)
    return [snake(part) for part in parts if not re.fullmatch(r"v\d+\w*|\d{4}-\d\d-\d\d|api", part)]


def kind_field(shapes: Iterable[Shape], limits: Limits) -> tuple[str, str]:
    """Return name and value of the constant field that tells a kind, both "" for none."""
    for shape in shapes:
        for name in KINDS:
            if name in shape.properties:
                inner = read(shape.properties[name], limits)
                if inner.type == "string" and inner.enum and len(inner.enum) == 1:
                    return name, str(inner.enum[0])
    return "", ""


def kinds_of(shapes: Iterable[Shape], limits: Limits) -> set[str]:
    """Return the values of the constant fields that tell kinds."""
    return {kind for shape in shapes if (kind := kind_field((shape,), limits)[1])}


def component(shapes: Iterable[Shape]) -> str:
    """Return the name of the component that all shapes are, "" for none or several."""
    names = {shape.name for shape in shapes}
    return names.pop() if len(names) == 1 else ""


def told(shapes: tuple[Shape, ...], limits: Limits) -> str:
    """Return what the document calls an object, "" where it has no name for it."""
    kinds = kinds_of(shapes, limits)
    if len(kinds) == 1 and kinds != {"list"}:
        return snake(kinds.pop())
    name = snake(next((shape.union for shape in shapes if shape.union), "") or component(shapes))
    words = name.split("_")
    while len(words) > 1 and words[-1] in (*_ENDINGS, *_GONE):
        words.pop()
    while len(words) > 1 and words[0] in _GONE:
        words.pop(0)
    name = "_".join(words)
    return "" if name in _VAGUE else name


def gone(shapes: tuple[Shape, ...]) -> bool:
    """Whether an object is what stands in the place of a deleted one."""
    few = 4  # fields that such a stub has at most
    return any(
        ("deleted" in shape.properties and len(shape.properties) <= few)
        or any(word in _GONE for word in snake(shape.name).split("_"))
        for shape in shapes
    )


def shortened(names: Iterable[str]) -> dict[str, str]:
    """Return short names for dotted ones: `api.v2010.account.message` is message where it can.

    Dots of a few names mean families (`issuing.card`): those stay as they are.
    """
    every = sorted(set(names))
    common = _common([name.split(".") for name in every if "." in name])
    if not common:
        return {name: name for name in every}
    found: dict[str, str] = {}
    for name in every:
        parts = name.split(".")
        rest = parts[len(common) :] if parts[: len(common)] == common else parts
        found[name] = ".".join(rest) or parts[-1]
    return found if len(set(found.values())) == len(found) else {name: name for name in every}


def _common(names: list[list[str]]) -> list[str]:
    """Return what most dotted names begin with, at most all but their last part."""
    if len(names) < 3:
        return []
    found: list[str] = []
    for place in range(min(map(len, names))):
        parts = {name[place] for name in names}
        if len(parts) > 1 or any(len(name) <= place + 1 for name in names):
            break
        found.append(parts.pop())
    return found


def verb_of(kind: str, path: str) -> str:
    """Return the name of an operation in its resource: its kind, or the end of its path."""
    last = nouns(path)[-1:] or ["root"]
    if kind != "action":
        return kind
    return fit(last[0].replace(".", "_"))


def unique(taken: dict[str, Any], verb: str, method: str, path: str) -> str:
    """Return a name that no other operation of the resource has: with the nouns of its path."""
    words = [part.replace(".", "_") for part in nouns(path)]
    further = [f"{verb}_of_{'_'.join(some)}" for some in (words[-2:-1], words[-2:], words) if some]
    every = [verb, *further, f"{further[-1]}_by_{method.lower()}" if further else verb]
    numbered = (f"{every[-1]}_{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (*every, *numbered) if name not in taken)


def strangeness(name: str, path: str) -> int:
    """Return how many nouns of a path are not in the name of its resource."""
    known = {singular(word) for part in name.split(".") for word in (part, *part.split("_"))}
    return sum(singular(word.replace(".", "_")) not in known for word in nouns(path))
