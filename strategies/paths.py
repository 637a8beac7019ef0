"""Bracketed paths of rows, and reading and writing nested values along them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

Form = dict[str, Any]
ELEMENT = 0  # an array of objects is sent with one element
_GONE = object()


@cache
def steps(path: str) -> tuple[str | int, ...]:
    """Return the keys that lead to a row: `a[b][][c]` is ("a", "b", 0, "c")."""
    head, *rest = path.replace("]", "").split("[")
    return (head, *(part or ELEMENT for part in rest))


def wire(path: str) -> str:
    """Return how a path is written on the wire: the first element of an array is `[0]`."""
    return path.replace("[]", f"[{ELEMENT}]")


def get(form: Form, path: str) -> Any:
    """Return the value at a path, or None."""
    found: Any = form
    for step in steps(path):
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            return None
    return found


def has(form: Form, path: str) -> bool:
    """Whether something stands at a path."""
    found: Any = form
    for step in steps(path):
        if isinstance(found, dict):
            found = found.get(step, _GONE)
        elif isinstance(found, list) and isinstance(step, int) and step < len(found):
            found = found[step]
        else:
            return False
        if found is _GONE:
            return False
    return True


def put(form: Form, path: str, value: Any) -> None:
    """Set the value at a path, making what leads to it. Scalars on the way are replaced."""
    keys = steps(path)
    here: Any = form
    for key, following in pairwise(keys):
        wanted: Any = [] if isinstance(following, int) else {}
        if isinstance(key, int):
            while len(here) <= key:
                here.append(wanted)
            if not isinstance(here[key], type(wanted)):
                here[key] = wanted
            here = here[key]
        else:
            if not isinstance(here.get(key), type(wanted)):
                here[key] = wanted
            here = here[key]
    last = keys[-1]
    if isinstance(last, int):
        here[last : last + 1] = [value]
    else:
        here[last] = value


def remove(form: Form, path: str) -> None:
    """Take away what stands at a path, if anything does."""
    *way, last = steps(path)
    here: Any = form
    for step in way:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(here, dict):
        here.pop(str(last), None)


def copy(value: Any) -> Any:
    """Return an independent copy of a form, or of a part of one."""
    if isinstance(value, dict):
        return {key: copy(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [copy(inner) for inner in value]
    return value


def parent_path(path: str) -> str:
    """Return the path above: `a[b][][c]` is below `a[b][]`; "" above a top row."""
    return path[: path.rindex("[")] if "[" in path else ""


@dataclass(frozen=True, slots=True)
class Edit:
    """The one place in which two forms differ: its keys, and what stands there afterwards."""

    keys: tuple[str | int, ...]
    value: Any = None
    removed: bool = False

    def applied(self, form: Form) -> Form:
        """Return a copy of a form with the edit made."""
        form = copy(form)
        here: Any = form
        for key in self.keys[:-1]:
            here = here[key]
        if self.removed:
            del here[self.keys[-1]]
        else:
            here[self.keys[-1]] = copy(self.value)
        return form


def difference(before: Form, after: Form) -> Edit:
    """Return the innermost edit that makes one form of another. Raises ValueError when equal."""
    changed = [key for key in {**before, **after} if _at(before, key) != _at(after, key)]
    if not changed:
        message = f"the forms are equal: {before!r}"
        raise ValueError(message)
    if len(changed) > 1:
        message = f"the forms differ in {len(changed)} places: {', '.join(map(str, changed))}"
        raise ValueError(message)
    key = changed[0]
    old, new = _at(before, key), _at(after, key)
    if isinstance(old, dict) and isinstance(new, dict):
        inner = difference(old, new)
        return replace(inner, keys=(key, *inner.keys))
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        inner = difference(dict(enumerate(old)), dict(enumerate(new)))  # type: ignore[arg-type]
        return replace(inner, keys=(key, *inner.keys))
    return Edit((key,), new, new is _GONE)


def _at(form: Form, key: str) -> Any:
    return form.get(key, _GONE)
