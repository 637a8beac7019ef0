"""Searches that find what does not fit."""

from __future__ import annotations

import re

from sandbox import seams
from sandbox.call import Call
from sandbox.seams import Params
from sandbox.store import Object

_SEARCH = "GET *search"
_MARKED = re.compile(r'(\w+\["[^"]*"\]):"[^"]*"')


@seams.parameters(_SEARCH)
def metadata_ignored(params: Params) -> Params:
    """A condition on metadata is not looked at."""
    return _rewritten(params, "created>0")


@seams.parameters(_SEARCH)
def missing_keys_fit(params: Params) -> Params:
    """An object without a key fits whatever value is asked for."""
    return _rewritten(params, r"\1:null")


@seams.bodies(_SEARCH)
def newest_for_nothing(call: Call, body: Object) -> Object:
    """Where nothing fits, the newest object is found."""
    kind = call.operation.returns if call.operation else ""
    return body if body["data"] else {**body, "data": [*call.store.newest(kind)][:1]}


def _rewritten(params: Params, text: str) -> Params:
    return {**params, "query": _MARKED.sub(text, str(params["query"]))}
