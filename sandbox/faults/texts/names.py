"""Names that lose their marks, or have them written otherwise."""

from __future__ import annotations

from unicodedata import category, normalize

from sandbox import seams
from sandbox.faults.texts._changed import changed
from sandbox.seams import Params
from sandbox.store import Object


@seams.parameters("POST *")
def without_marks(params: Params) -> Params:
    """Marks are taken off the letters that are kept."""
    return dict(changed(params, _bare))


def _bare(text: str) -> str:
    return "".join(c for c in normalize("NFD", text) if category(c) != "Mn")


@seams.parameters("POST *")
def letters_taken_apart(params: Params) -> Params:
    """A letter with a mark is kept as two."""
    return dict(changed(params, lambda text: normalize("NFD", text)))


@seams.objects()
def letters_put_together(item: Object) -> Object:
    """A letter and the mark behind it are shown as one."""
    return dict(changed(item, lambda text: normalize("NFC", text)))


@seams.parameters("POST *")
def beyond_ascii(params: Params) -> Params:
    """What is not in ASCII is lost."""
    return dict(changed(params, lambda text: text.encode("ascii", "ignore").decode()))
