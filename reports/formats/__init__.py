"""The formats that a ledger is rendered in: one module each, found by a folder scan.

A format is a module with `FILE`, the name of what it writes, and `render(ledger)`, a pure function
that returns its text.
"""

from __future__ import annotations

import contextlib
import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from harness.ledger import Ledger
from harness.legible import lines


@dataclass(frozen=True, slots=True)
class Format:
    """One way to render a ledger."""

    name: str
    file: str
    render: Callable[[Ledger], str]

    @property
    def unfinished(self) -> str:
        """The name of the file while it is written."""
        return f".{self.file}"

    def write(self, ledger: Ledger, folder: Path) -> Path:
        """Write a ledger to a folder and return the file.

        Letters that nobody sees, which a server may send, are escapes there. The file is whole, or
        as it was before. Raises OSError.
        """
        path, begun = folder / self.file, folder / self.unfinished
        text = lines(self.render(ledger))
        try:
            begun.write_text(text, encoding="utf-8", errors="backslashreplace")
            begun.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                begun.unlink()
            raise
        return path


@cache
def formats() -> tuple[Format, ...]:
    """Return every format, sorted by name."""
    found = []
    for info in sorted(pkgutil.iter_modules([str(Path(__file__).parent)]), key=lambda i: i.name):
        module = importlib.import_module(f"reports.formats.{info.name}")
        found.append(Format(info.name, module.FILE, module.render))
    return tuple(found)
