"""The content type of answers."""

from __future__ import annotations

import codecs
import gzip
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


@seams.replies()
def utf_16(reply: Reply) -> Reply:
    """The body is JSON in UTF-16."""
    return replace(reply, body=reply.body.decode().encode("utf-16-le"))


@seams.replies()
def compressed(reply: Reply) -> Reply:
    """The body is compressed, whatever the request accepts."""
    packed = replace(reply, body=gzip.compress(reply.body, 1))
    return seams.headed(packed, {"content-encoding": "gzip"})


@seams.replies()
def said_to_be_compressed(reply: Reply) -> Reply:
    """The body is plain, and the headers say that it is not."""
    return seams.headed(reply, {"content-encoding": "br"})
