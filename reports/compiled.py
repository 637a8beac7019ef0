"""Keeps what a template was compiled to, where Python keeps what it compiles: `__pycache__`.

To compile the template takes longer than to render a small run. What is kept is used for the same
template, version of Jinja and options only, and where nobody else can have written it.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import stat
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket, FileSystemBytecodeCache

_FILE = "%s.jinja"


class Compiled(BytecodeCache):
    """The compiled templates of a folder. That nothing can be kept is no error."""

    def __init__(self, templates: Path) -> None:
        self._folder = Path(importlib.util.cache_from_source(str(templates / "_.py"))).parent
        self._files = FileSystemBytecodeCache(str(self._folder), _FILE)

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Return what is kept of a template as this version of Jinja compiles it here."""
        parts = environment.autoescape, environment.trim_blocks, environment.lstrip_blocks
        own = f"{name} {parts} {version('jinja2')}"
        return super().get_bucket(environment, own, filename, source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read what is kept of a template, when nobody else can have written it."""
        with contextlib.suppress(OSError):
            if _ours(self._folder) and _ours(self._folder / (_FILE % bucket.key)):
                self._files.load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template was compiled to."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._files.dump_bytecode(bucket)


def _ours(path: Path) -> bool:
    """Whether only we, or those who may change Python itself, can have written to a path."""
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode) or not hasattr(os, "getuid"):
        return not stat.S_ISLNK(found.st_mode)
    return found.st_uid in (0, os.getuid()) and not found.st_mode & stat.S_IWOTH
