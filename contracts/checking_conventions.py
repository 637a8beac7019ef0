"""Says where conventions contradict themselves: sizes, marks, statuses, names that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.model import Api, Contracts, Situation
from contracts.model.wire import Auth, ErrorShape
from contracts.naming import misdotted

HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # a name (RFC 9110, 5.6.2)
_PART = re.compile(r"[^/\s?#]+")  # of a path
_HOST = re.compile(r"[\w.-]*(:[0-9]+)?")
_REFUSALS = 400  # the first status of them


def of_conventions(contracts: Contracts) -> Iterator[tuple[str, str]]:
    """Yield the section and the reason of what cannot be kept under one set of conventions."""
    yield from _of_api(contracts.api, whole=not contracts.set)
    yield from _of_situations(contracts)


def _of_api(api: Api, *, whole: bool) -> Iterator[tuple[str, str]]:
    """`whole` are conventions that take nothing over from others."""
    if not api.name.strip():
        yield "name", "an API has a name"
    for name, value in api.base.fixed.items():
        if not _PART.fullmatch(value):
            yield "base", f"fixed.{name} is {value!r}: it is a part of a path, and not empty"
    headers = api.headers
    every = [headers.version, headers.request_id, headers.idempotency_key, headers.replayed,
             headers.original, headers.account, *headers.own]  # fmt: skip
    if wrong := [name for name in every if name and not HEADER.fullmatch(name)]:
        yield "headers", f"{wrong[0]!r} is no name of a header"
    if headers.request_id_prefix and not headers.request_id:
        yield (
            "headers",
            "'request_id_prefix' says how an id begins, and no 'request_id' where it is",
        )
    yield from (("auth", reason) for reason in _of_keys(api.auth, api.error, whole=whole))
    yield from (("error", reason) for reason in _of_refusals(api.error))
    if not _HOST.fullmatch(api.host):
        yield "host", f"{api.host!r} is no name of a host, such as api.example.com"
    yield from _of_sizes(api)
    yield from _of_places(api)
    success, error = api.success.mark, api.error.mark
    if success is not None and success == error:
        yield "error", "one mark says both that something was done and that it was refused"
    kinds = [api.success.create, api.success.retrieve, api.success.update, api.success.replace,
             api.success.delete, api.success.list, api.success.search, api.success.action,
             api.success.any]  # fmt: skip
    refusing = [status for every in kinds for status in every if status >= _REFUSALS]
    if refusing and api.error.told == "status":
        yield "success", f"{refusing[0]} is the status of a refusal"


def _of_keys(auth: Auth, error: ErrorShape, *, whole: bool) -> Iterator[str]:
    """Yield why keys cannot be told apart, or sent, or refused as is said."""
    if auth.type and not error.type:
        yield "type: nothing says where a refusal has its type"
    if auth.type and error.types and auth.type not in error.types:
        yield f"type is {auth.type!r}: not one of the types {', '.join(error.types)}"
    if "header" in auth.schemes and not HEADER.fullmatch(auth.name):
        yield f"{auth.name!r} is no name of a header"
    if auth.wrong and auth.wrong.startswith(auth.live):
        yield f"'wrong' is {auth.wrong!r}, a live key: none is made up"
    stray = [start for start in auth.live if not start.startswith(auth.beginnings)]
    if auth.beginnings and stray and (whole or len(stray) == len(auth.live)):
        yield f"no key begins with {stray[0]!r}, as 'live' says"


def _of_refusals(error: ErrorShape) -> Iterator[str]:
    """Yield what types and statuses of refusals say against each other."""
    decline = error.decline
    if decline is not None and error.types and decline.type not in error.types:
        yield f"decline.type is {decline.type!r}: not one of the types {', '.join(error.types)}"
    told = error.of_type.get(decline.type, ()) if decline is not None else ()
    if decline is not None and told and decline.status not in told:
        yield f"decline.status is {decline.status}, and of_type.{decline.type} has other ones"
    pairs = [*error.of_type.items(), *error.of_code.items()]
    for name, statuses in pairs if error.statuses else ():
        if stray := [status for status in statuses if status not in error.statuses]:
            yield f"{name!r} has the status {stray[0]}, which is not one of 'statuses'"
    if both := [name for name in error.former_types if name in error.types]:
        yield f"{both[0]!r} is one of the types, and a former one"


def _of_places(api: Api) -> Iterator[tuple[str, str]]:
    """Yield fields of which it is said that they last and that they move, or that are no fields."""
    if both := [name for name in api.object.moving if name in api.object.lasting]:
        yield "object", f"{both[0]!r} is one of the fields that last, and of those that move"
    within = api.object.attributes
    if within and "." in within:
        yield "object", f"attributes is {within!r}: it is one field of an object, without a dot"
    if api.object.beside and not within:
        yield "object", "'beside' says what stands beside 'attributes', and there are none"
    error, page = api.error, api.list
    dotted = {
        "error": (error.envelope, error.type, error.code, error.param, error.message,
                  error.mark.field if error.mark else ""),
        "success": (api.success.mark.field if api.success.mark else "",),
        "list": (page.items, page.more, page.next, page.total, page.counted,
                 page.token.field if page.token else ""),
        "object": (api.object.stands,),
    }  # fmt: skip
    for section, names in dotted.items():
        if wrong := next(filter(None, map(misdotted, names)), ""):
            yield section, wrong


def _of_sizes(api: Api) -> Iterator[tuple[str, str]]:
    page, texts = api.list, api.metadata
    if page.maximum and page.default > page.maximum:
        yield "list", f"the default {page.default} is above the maximum {page.maximum}"
    if min(page.default, page.maximum) < 0:
        yield "list", "a page has no fewer than 0 objects"
    if texts is not None and min(texts.keys, texts.key_length, texts.value_length) < 0:
        yield "metadata", "a limit is not below 0"
    if api.expansion is not None and api.expansion.depth < 1:
        yield "expansion", "what is expanded has at least 1 level"
    keys = api.idempotency
    if keys is not None and keys.longest < 0:
        yield "idempotency", "a limit is not below 0"
    types = api.error.types
    if keys is not None and keys.changed and types and keys.changed not in types:
        yield "idempotency", f"changed is {keys.changed!r}: not one of the types {', '.join(types)}"
    if keys is not None and not keys.row and not api.headers.idempotency_key:
        yield "idempotency", "a key stands nowhere: name its 'row', or headers.idempotency_key"


def _of_situations(contracts: Contracts) -> Iterator[tuple[str, str]]:
    for known in contracts.situations.values():
        for reason in of_situation(known, contracts.api.error):
            yield "situations", reason


def of_situation(known: Situation, error: ErrorShape) -> Iterator[str]:
    """Yield why what is said of a situation cannot be kept by refusals of a shape."""
    name = known.name
    wrong = [status for status in known.status if status < _REFUSALS]
    if wrong and error.told == "status":
        yield f"{name}: {wrong[0]} is the status of no refusal"
    if error.types and known.type and known.type not in error.types:
        yield f"{name}: {known.type!r} is not one of the types {', '.join(error.types)}"
    if not (error.type or error.code or error.param):
        return  # no part of a refusal is asked of anybody
    for part in ("status", "type", "code"):
        if part in known.levels and not getattr(known, part):
            yield f"{name}: levels has {part!r}, and nothing says which it is"
    for part in ("type", "code"):
        if getattr(known, part) and not getattr(error, part):
            yield f"{name}: nothing says where a refusal has its {part}"
    if known.param in ("name", "path") and not error.param:
        yield f"{name}: nothing says where a refusal has its param"
