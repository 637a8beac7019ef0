"""Seams: the places where a fault wraps the sandbox and breaks one thing, all else left alone.

A fault is a short function under the decorator of the seam that it wraps:

    @seams.parameters("GET *")
    def limit_ignored(params: Params) -> Params:
        \"\"\"The limit is ignored.\"\"\"
        return {name: value for name, value in params.items() if name != "limit"}

Most seams are narrowed by a glob over titles, `POST /v1/objects/{object}`; those of answers by one
over method and path as they were sent. What stands under the decorator is an `Install`: called with
a service it breaks that service, and no other.
"""

from __future__ import annotations

from sandbox.seams.answering import (
    Render,
    bodies,
    errors,
    headed,
    metadata,
    naming,
    objects,
    refusals,
    refusing,
    rendering,
    replies,
    restated,
    scribbling,
)
from sandbox.seams.asking import (
    Asked,
    Handle,
    Keep,
    Kind,
    Recall,
    Validate,
    admission,
    forgiving,
    keep,
    keys,
    parameters,
    paths,
    raw,
    reading,
    recall,
    requests,
    reshaping,
    text,
    validation,
)
from sandbox.seams.doing import (
    Behave,
    afterwards,
    beforehand,
    late,
    refused,
    together,
    transition,
)
from sandbox.seams.seam import Install, Params, anew, both

__all__ = [
    "Asked",
    "Behave",
    "Handle",
    "Install",
    "Keep",
    "Kind",
    "Params",
    "Recall",
    "Render",
    "Validate",
    "admission",
    "afterwards",
    "anew",
    "beforehand",
    "bodies",
    "both",
    "errors",
    "forgiving",
    "headed",
    "keep",
    "keys",
    "late",
    "metadata",
    "naming",
    "objects",
    "parameters",
    "paths",
    "raw",
    "reading",
    "recall",
    "refusals",
    "refused",
    "refusing",
    "rendering",
    "replies",
    "requests",
    "reshaping",
    "restated",
    "scribbling",
    "text",
    "together",
    "transition",
    "validation",
]
