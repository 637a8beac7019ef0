"""What stands in a decoded answer where a dotted name leads."""

from __future__ import annotations

from typing import Any, Final


class _Absent:
    """Nothing stands there, not even null."""

    def __repr__(self) -> str:
        return "absent"

    def __bool__(self) -> bool:
        return False


ABSENT: Final = _Absent()


def leading(body: Any, pointer: str) -> Any:
    """Return what `a.b.0` leads to, ABSENT where nothing stands; "" leads to the body itself."""
    found = body
    for step in pointer.split(".") if pointer else ():
        if isinstance(found, dict):
            found = found.get(step, ABSENT)
        elif isinstance(found, list) and step.isdecimal() and int(step) < len(found):
            found = found[int(step)]
        else:
            return ABSENT
    return found
