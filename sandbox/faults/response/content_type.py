"""The content type of answers."""

from __future__ import annotations

import codecs
from dataclasses import replace

from sandbox import seams
from sandbox.service import Service


def html(service: Service) -> None:
    """JSON is labelled as a page for people."""
    seams.headers(service, {"content-type": "text/html; charset=utf-8"})


def none(service: Service) -> None:
    """The content type is missing."""
    seams.headers(service, {"content-type": ""})


def marked(service: Service) -> None:
    """The body starts with a byte order mark, which parsers of JSON stumble over."""
    seams.replies(service, lambda reply: replace(reply, body=codecs.BOM_UTF8 + reply.body))
