"""Keeps what a template was compiled to, for the next process.

To compile the template takes longer than to render a small run. What is kept is used for the same
template, version of Jinja and options only.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from caching.beside import keep, place_of, taken


class Compiled(BytecodeCache):
    """The compiled templates of a folder. That nothing can be kept is no error."""

    def __init__(self, templates: Path) -> None:
        self._templates = templates

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Return what is kept of a template as this version of Jinja compiles it here."""
        parts = environment.autoescape, environment.trim_blocks, environment.lstrip_blocks
        own = f"{name} {parts} {version('jinja2')}"
        return super().get_bucket(environment, own, filename, source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read what is kept of a template."""
        place = self._place(bucket)
        data = taken(place, _key(bucket)) if place else None
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template was compiled to."""
        place = self._place(bucket)
        if place:
            keep(place, _key(bucket), bucket.bytecode_to_string())

    def _place(self, bucket: Bucket) -> Path | None:
        return place_of(self._templates, bucket.key, ".jinja")


def _key(bucket: Bucket) -> bytes:
    return sha256(f"{bucket.key} {bucket.checksum}".encode()).digest()
