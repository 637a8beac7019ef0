"""Texts that come back otherwise than they were sent."""

from __future__ import annotations

import html
from unicodedata import category, normalize
from urllib.parse import unquote

from sandbox import seams
from sandbox.faults.texts._changed import changed
from sandbox.seams import Params
from sandbox.store import Object


@seams.objects()
def entities_written(item: Object) -> Object:
    """Signs of markup are written as entities."""
    return dict(changed(item, lambda text: html.escape(text, quote=False)))


@seams.parameters("POST *")
def entities_read(params: Params) -> Params:
    """Entities are read as the signs that they stand for."""
    return dict(changed(params, html.unescape))


@seams.parameters("POST *")
def decoded_twice(params: Params) -> Params:
    """What looks percent-encoded is decoded a second time."""
    return dict(changed(params, unquote))


@seams.parameters("POST *")
def plus_as_space(params: Params) -> Params:
    """A plus sign is kept as a space."""
    return dict(changed(params, lambda text: text.replace("+", " ")))


@seams.objects("GET *")
def lowered(item: Object) -> Object:
    """Objects that are read show their texts in lower case."""
    return dict(changed(item, str.lower))


@seams.parameters("POST *")
def quotes_doubled(params: Params) -> Params:
    """A quote is doubled, as a database wants it."""
    return dict(changed(params, lambda text: text.replace("'", "''")))


@seams.parameters("POST *")
def composed(params: Params) -> Params:
    """A letter and its mark are made one letter."""
    return dict(changed(params, lambda text: normalize("NFC", text)))


@seams.parameters("POST *")
def signs_spelled_out(params: Params) -> Params:
    """A ligature is made two letters, a raised number a plain one."""
    return dict(changed(params, lambda text: normalize("NFKC", text)))


@seams.parameters("POST *")
def marks_lost(params: Params) -> Params:
    """Marks above letters are lost."""
    return dict(changed(params, lambda t: "".join(c for c in t if category(c) != "Mn")))


@seams.parameters("POST *")
def right_to_left_lost(params: Params) -> Params:
    """Letters that are written from right to left come out as question marks."""
    hebrew = range(0x590, 0x600)
    return dict(changed(params, lambda t: "".join("?" if ord(c) in hebrew else c for c in t)))


@seams.parameters("POST *")
def basic_plane_only(params: Params) -> Params:
    """Characters beyond the basic plane are lost."""
    return dict(changed(params, lambda t: "".join(c for c in t if ord(c) < 0x10000)))
