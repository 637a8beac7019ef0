"""Ids that a file lists, as editors and shells of any system write such a file."""

from __future__ import annotations

import codecs
from pathlib import Path

import click

from harness.given import read_given

_MARKS = {  # what a file may begin with that says how it is written
    codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip


def listed(path: Path) -> dict[str, str]:
    """Return the ids and globs of a file, one a line, each with `file:line`. Raises UsageError.

    Empty lines, and those that begin with #, are left out.
    """
    try:
        content = read_given(path)
    except OSError as trouble:
        raise click.UsageError(f"{path} cannot be read: {trouble.strerror or trouble}") from None
    found: dict[str, str] = {}
    for number, line in enumerate(_text(path, content).splitlines(), 1):
        bare = line.strip()
        if bare and not bare.startswith("#"):
            found.setdefault(bare, f"{path}:{number}")
    if not found:
        raise click.UsageError(f"{path} lists no id")
    return found


def _text(path: Path, content: bytes) -> str:
    encoding = next((name for mark, name in _MARKS.items() if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as trouble:
        line = content.count(b"\n", 0, trouble.start) + 1
        raise click.UsageError(f"{path}:{line} is no list of ids: it is not UTF-8") from None
