"""Operations that are not there: a path or a method of theirs leads nowhere, as routers say it."""

from __future__ import annotations

import re
from dataclasses import replace

from sandbox import seams
from sandbox.seams import Asked, Handle
from sandbox.service import Reply

_ID = r"/.*(?:_[A-Za-z0-9]{8,}|/(?=[^/]*[0-9A-Z])[A-Za-z0-9]{16,})"  # with a prefix, or without
_ACTION = re.compile(_ID + "/[a-z_]+")  # what is done to an object
_ONE = re.compile(_ID)  # an object
_SEARCH = "/search"
_NONE = re.compile(rb"Unrecognized request URL")
_PAGE = b"<!doctype html><title>404</title><h1>Not Found</h1>"


@seams.requests
def unrouted(inner: Handle, asked: Asked) -> Reply:
    """Nothing that is done to an object is there: its path is none."""
    if asked.method == "POST" and _ACTION.fullmatch(asked.path):
        return _named(inner(asked._replace(path=f"{asked.path}/none")), "/none", "")
    return inner(asked)


@seams.requests
def page(inner: Handle, asked: Asked) -> Reply:
    """No object can be read: that path, as any that is none, shows a page."""
    if asked.method == "GET" and _ONE.fullmatch(asked.path):
        return Reply(404, {"content-type": "text/html"}, _PAGE)
    found = inner(asked)
    if found.status == 404 and _NONE.search(found.body):
        return replace(found, headers={"content-type": "text/html"}, body=_PAGE)
    return found


@seams.requests
def without_method(inner: Handle, asked: Asked) -> Reply:
    """No object can be updated: its path has another method."""
    if asked.method == "POST" and _ONE.fullmatch(asked.path):
        return Reply(405, {"allow": "GET, HEAD"}, b"")
    return inner(asked)


@seams.requests
def not_implemented(inner: Handle, asked: Asked) -> Reply:
    """Searches are not implemented, and said so."""
    if asked.path.endswith(_SEARCH):
        return Reply(501, {}, b'{"error":{"message":"Not implemented","type":"api_error"}}')
    return inner(asked)


@seams.requests
def taken_for_an_id(inner: Handle, asked: Asked) -> Reply:
    """The word of a search is taken for the id of an object."""
    if asked.path.endswith(_SEARCH):
        return _named(inner(asked._replace(path=f"{asked.path}ed")), "searched", "search")
    return inner(asked)


@seams.requests
def nothing_refused(inner: Handle, asked: Asked) -> Reply:
    """What is not there is answered as if all were well: an action, and any path that is none."""
    if asked.method == "POST" and _ACTION.fullmatch(asked.path):
        return Reply(200, {}, b"{}")
    found = inner(asked)
    return Reply(200, {}, b"{}") if _NONE.search(found.body) else found


def _named(reply: Reply, sent: str, meant: str) -> Reply:
    """Return a reply that names the path as it was asked for."""
    return replace(reply, body=reply.body.replace(sent.encode(), meant.encode()))
