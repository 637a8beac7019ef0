"""Operations that are not there: a path or a method of theirs leads nowhere, as routers say it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from sandbox import seams
from sandbox.seams import Handle
from sandbox.service import Reply

_ID = r"/.*(?:_[A-Za-z0-9]{8,}|/(?=[^/]*[0-9A-Z])[A-Za-z0-9]{16,})"  # with a prefix, or without
_ACTION = re.compile(_ID + "/[a-z_]+")  # what is done to an object
_ONE = re.compile(_ID)  # an object
_SEARCH = "/search"
_NONE = re.compile(rb"Unrecognized request URL")
_PAGE = b"<!doctype html><title>404</title><h1>Not Found</h1>"


@seams.requests
def unrouted(
    inner: Handle, method: str, path: str, query: str, headers: Mapping[str, str], body: bytes
) -> Reply:
    """Nothing that is done to an object is there: its path is none."""
    if method == "POST" and _ACTION.fullmatch(path):
        path = f"{path}/none"
        return _named(inner(method, path, query, headers, body), "/none", "")
    return inner(method, path, query, headers, body)


@seams.requests
def page(
    inner: Handle, method: str, path: str, query: str, headers: Mapping[str, str], body: bytes
) -> Reply:
    """No object can be read: that path, as any that is none, shows a page."""
    if method == "GET" and _ONE.fullmatch(path):
        return Reply(404, {"content-type": "text/html"}, _PAGE)
    found = inner(method, path, query, headers, body)
    if found.status == 404 and _NONE.search(found.body):
        return replace(found, headers={"content-type": "text/html"}, body=_PAGE)
    return found


@seams.requests
def without_method(
    inner: Handle, method: str, path: str, query: str, headers: Mapping[str, str], body: bytes
) -> Reply:
    """No object can be updated: its path has another method."""
    if method == "POST" and _ONE.fullmatch(path):
        return Reply(405, {"allow": "GET, HEAD"}, b"")
    return inner(method, path, query, headers, body)


@seams.requests
def not_implemented(
    inner: Handle, method: str, path: str, query: str, headers: Mapping[str, str], body: bytes
) -> Reply:
    """Searches are not implemented, and said so."""
    if path.endswith(_SEARCH):
        return Reply(501, {}, b'{"error":{"message":"Not implemented","type":"api_error"}}')
    return inner(method, path, query, headers, body)


@seams.requests
def taken_for_an_id(
    inner: Handle, method: str, path: str, query: str, headers: Mapping[str, str], body: bytes
) -> Reply:
    """The word of a search is taken for the id of an object."""
    if path.endswith(_SEARCH):
        return _named(inner(method, f"{path}ed", query, headers, body), "searched", "search")
    return inner(method, path, query, headers, body)


@seams.requests
def nothing_refused(
    inner: Handle, method: str, path: str, query: str, headers: Mapping[str, str], body: bytes
) -> Reply:
    """What is not there is answered as if all were well: an action, and any path that is none."""
    if method == "POST" and _ACTION.fullmatch(path):
        return Reply(200, {}, b"{}")
    found = inner(method, path, query, headers, body)
    return Reply(200, {}, b"{}") if _NONE.search(found.body) else found


def _named(reply: Reply, sent: str, meant: str) -> Reply:
    """Return a reply that names the path as it was asked for."""
    return replace(reply, body=reply.body.replace(sent.encode(), meant.encode()))
