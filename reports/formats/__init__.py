"""The formats that a ledger is rendered in: one module each, found by a folder scan.

A format is a module with `FILE`, the name of what it writes, and `render(ledger)`, a pure function
that returns its text. One that writes a folder has `FILES`, globs of the names of what is in it,
and returns texts by name. A run writes those of `STANDARD`, and others that it is asked for.
"""

from __future__ import annotations

import contextlib
import importlib
import pkgutil
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from harness.ledger import Ledger
from harness.legible import lines
from harness.whole import write_all, write_whole

STANDARD = ("html", "results")


@dataclass(frozen=True, slots=True)
class Format:
    """One way to render a ledger. `files` are globs of what its folder holds, () for one file."""

    name: str
    file: str
    render: Callable[[Ledger], str | Mapping[str, str]]
    says: str = ""
    files: tuple[str, ...] = ()

    @property
    def unfinished(self) -> str:
        """The name of the file, or the folder, while it is written."""
        return f".{self.file}"

    def wrote(self, name: str) -> bool:
        """Whether a file of that name in the folder of the format is one that it writes."""
        return any(fnmatchcase(name, glob) for glob in self.files)

    def write(self, ledger: Ledger, folder: Path) -> Path:
        """Write a ledger to a folder and return the file, or the folder that the format writes.

        Letters that nobody sees, which a server may send, are escapes there. What is written is
        whole, or as it was before. Raises OSError.
        """
        path, begun = folder / self.file, folder / self.unfinished
        found = self.render(ledger)
        try:
            if isinstance(found, str):
                _put(begun, found)
            else:
                self._begin(begun, found)
                remove(path)
            begun.replace(path)
        except BaseException:  # an interruption as well
            with contextlib.suppress(OSError):
                remove(begun)
            raise
        return path

    def add(self, ledger: Ledger, folder: Path) -> None:
        """Write what the folder of a format holds beside what is in `folder`. Raises OSError."""
        found = self.render(ledger)
        texts = {self.file: found} if isinstance(found, str) else found
        put_all({folder / name: text for name, text in texts.items()})

    def _begin(self, begun: Path, texts: Mapping[str, str]) -> None:
        remove(begun)
        begun.mkdir()
        for name, text in texts.items():
            _put(begun / name, text)


def put(path: Path, text: str) -> Path:
    """Write a file and return it: it is whole, or as it was before. Raises OSError."""
    return write_whole(path, _bytes(text))


def put_all(texts: Mapping[Path, str]) -> None:
    """Write files, all of them or none. Raises OSError."""
    write_all({path: _bytes(text) for path, text in texts.items()})


def _put(path: Path, text: str) -> None:
    path.write_bytes(_bytes(text))


def _bytes(text: str) -> bytes:
    return lines(text).encode(errors="backslashreplace")


def remove(path: Path) -> None:
    """Remove what a format has written, if it is there. Raises OSError."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@cache
def format_names() -> tuple[str, ...]:
    """Return the name of every format, sorted; none is imported."""
    return tuple(sorted(info.name for info in pkgutil.iter_modules([str(Path(__file__).parent)])))


@cache
def formats() -> tuple[Format, ...]:
    """Return every format, sorted by name."""
    found = []
    for name in format_names():
        module = importlib.import_module(f"reports.formats.{name}")
        says = (module.__doc__ or "").partition("\n")[0].partition(": ")[2].rstrip(".")
        files = getattr(module, "FILES", ())
        found.append(Format(name, module.FILE, module.render, says, files))
    return tuple(found)


def chosen(names: Iterable[str]) -> tuple[Format, ...]:
    """Return the formats of those names, each once. Raises KeyError for a name that none has."""
    known = {form.name: form for form in formats()}
    return tuple(known[name] for name in dict.fromkeys(names))
