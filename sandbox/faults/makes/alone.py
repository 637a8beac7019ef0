"""What is left of one creation in the next."""

from __future__ import annotations

import copy
from typing import Any

from sandbox import seams
from sandbox.service import Service
from sandbox.store import Object


@seams.anew
def texts_left(_service: Service) -> seams.Install:
    """What is created without a text has that of the creation before."""
    return _leaving(lambda value: isinstance(value, str))


@seams.anew
def objects_left(_service: Service) -> seams.Install:
    """What is created without an address, or another object, has that of the creation before."""
    return _leaving(lambda value: isinstance(value, dict))


@seams.anew
def first_kept_for_all(_service: Service) -> seams.Install:
    """What is created without a text has the first that was ever sent for it."""
    return _leaving(lambda value: isinstance(value, str), first=True)


def _leaving(wanted: Any, *, first: bool = False) -> seams.Install:
    known: dict[str, dict[str, Any]] = {}

    @seams.objects("POST *")
    def left(item: Object) -> Object:
        kind = str(item.get("object"))
        before = known.get(kind, {})
        found = {**item, **{n: v for n, v in before.items() if n in item and not item[n]}}
        told = {n: copy.deepcopy(v) for n, v in item.items() if v and wanted(v) and n != "metadata"}
        known[kind] = {**told, **before} if first else told
        return found

    return left
