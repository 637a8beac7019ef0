"""What the harness is told of an API: the names that it sends, and those it reads answers by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from contracts.model import Contracts, Operation
from contracts.model.api import Api
from harness.conventions import Bound, Conventions, Mark
from harness.naming import AS_WRITTEN, Naming
from harness.sending import Sending
from harness.writing import Rows, Writing
from suites.looking.routing import Router
from suites.shapes import shapes_of

Fixed = tuple[tuple[str, str], ...]
_SHUT = (401,)  # statuses of a refused key, where an API names none


def conventions(contracts: Contracts, fixed: Mapping[str, str] | None = None) -> Conventions:
    """Return the conventions of an API as the harness takes them; where it has several sets, those
    of the package, which know those of each operation. `fixed` are values of names in paths that a
    target has for itself.
    """
    own = tuple(sorted((fixed or {}).items()))
    return _bound(contracts.whole, own) if contracts.sets else _spoken(contracts, own)


def spoken(contracts: Contracts) -> Conventions:
    """Return the conventions that contracts are under, and no others."""
    return _spoken(contracts, ())


@cache
def _bound(contracts: Contracts, fixed: Fixed) -> Conventions:
    """Return the conventions of a package with those of its sets."""
    known = {view.set: _spoken(view, fixed) for view in contracts.views}
    names = {operation.id: known[operation.set] for operation in contracts.operations}
    globs = tuple((known[one.name], one.paths) for one in contracts.sets)
    find = Router(contracts.operations).find
    return replace(known[""], bound=Bound(names, globs, find))


@cache
def _spoken(contracts: Contracts, fixed: Fixed) -> Conventions:
    own = dict(fixed)
    api, mark = contracts.api, contracts.api.error.mark
    return Conventions(
        version=api.headers.version, idempotency_key=api.headers.idempotency_key,
        items=api.list.items, more=api.list.more, envelope=api.error.envelope,
        type=api.error.type, code=api.error.code, param=api.error.param,
        message=api.error.message, locked=api.error.locked,
        metadata=api.metadata_row,
        refusal=Mark(mark.field, mark.value) if api.error.told == "mark" and mark else None,
        beginning=api.base.filled(api.base.prefix, own).rstrip("/"), ending=api.base.suffix,
        sending=_sending(api, own), writing=_writing(contracts),
        shut=api.auth.refused or _SHUT, shut_codes=api.auth.codes, shapes=shapes_of(contracts),
        naming=_naming(contracts),
        pinned=api.version if contracts.set and api.version != contracts.whole.api.version else "",
    )  # fmt: skip


def _sending(api: Api, fixed: dict[str, str]) -> Sending:
    auth = api.auth
    scheme = auth.schemes[0] if auth.schemes else ""
    return Sending(scheme, auth.name, auth.basic, api.base.filled(auth.other, fixed))


def _writing(contracts: Contracts) -> Writing:
    form, asked = contracts.api.form, contracts.api.names.asked
    rows = {operation.id: _rows(operation) for operation in contracts.operations}
    told = {
        name: found for name, found in rows.items()
        if found.texts or (found.maps and asked != "as_written")
    }  # fmt: skip
    yes, no = form.booleans
    return Writing(form.nesting, form.arrays, form.start, yes, no, form.clears, asked, told)


def _naming(contracts: Contracts) -> Naming:
    rule = contracts.api.names.answered
    if rule in ("as_written", "snake"):
        return AS_WRITTEN
    fields = (f for r in contracts.resources for top in r.fields for f in top.walk())
    return Naming(rule, frozenset(field.name for field in fields if field.type == "map"))


def _rows(operation: Operation) -> Rows:
    texts = (row.path for row in operation.walk() if getattr(row, "encoded", "") == "json")
    maps = (row.path for row in operation.walk() if row.type == "map")
    return Rows(frozenset(maps), frozenset(texts))
