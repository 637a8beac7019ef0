"""The content type of answers."""

from __future__ import annotations

import codecs
from dataclasses import replace

from sandbox import seams
from sandbox.service import Reply


@seams.replies()
def html(reply: Reply) -> Reply:
    """JSON is labelled as a page for people."""
    return seams.headed(reply, {"content-type": "text/html; charset=utf-8"})


@seams.replies()
def none(reply: Reply) -> Reply:
    """The content type is missing."""
    return seams.headed(reply, {"content-type": ""})


@seams.replies()
def marked(reply: Reply) -> Reply:
    """The body starts with a byte order mark, which parsers of JSON stumble over."""
    return replace(reply, body=codecs.BOM_UTF8 + reply.body)
