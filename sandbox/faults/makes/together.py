"""Creations that refuse words which they take one by one."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError


def _texts(call: Call) -> list[str]:
    """Return the rows of a creation that hold a text."""
    made = call.operation is not None and call.operation.kind == "create"
    return [name for name, value in call.params.items() if made and isinstance(value, str)]


@seams.beforehand("POST *")
def addresses_beside_words(call: Call) -> None:
    """An address of the mail is refused beside a text of several words, and the other way round."""
    texts = [call.params[name] for name in _texts(call)]
    if any("@" in text for text in texts) and len(texts) > 3:
        raise ApiError(400, "Send one or the other.")


@seams.beforehand("POST *")
def at_most_four(call: Call) -> None:
    """A form of more than four rows is refused."""
    made = call.operation is not None and call.operation.kind == "create"
    if made and len(call.params) > 4:
        raise ApiError(400, "Too many.")


@seams.beforehand("POST *")
def last_two_collide(call: Call) -> None:
    """Two parts in one form are refused."""
    made = call.operation is not None and call.operation.kind == "create"
    parts = [name for name, value in call.params.items() if isinstance(value, dict)]
    if made and len(parts) > 1:
        raise ApiError(400, "One part at a time.")
