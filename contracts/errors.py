"""The one error of this room: a file of an API package that does not say what it should."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any


class ContractError(ValueError):
    """A file of a package is wrong. The text gives file, line, path in the document and the reason.

    `file` is relative to the folder of the package, which is `root` where it is known.
    """

    def __init__(
        self, file: str, line: int, path: str, reason: str, root: Path | None = None
    ) -> None:
        self.file = file
        self.line = line
        self.path = path
        self.reason = reason
        self.root = root
        super().__init__(f"{file}:{line}: {path or '(top)'}: {reason}")

    @property
    def told(self) -> str:
        """The text, with the whole path of the file where that is known."""
        place = str(self.root / self.file) if self.root else self.file
        return f"{place}:{self.line}: {self.path or '(top)'}: {self.reason}"


def blamed(root: Path, trouble: Exception) -> ContractError | None:
    """Return where in the Python of a package an error came up; None when it was not there."""
    if isinstance(trouble, ContractError):
        return trouble
    frames = traceback.extract_tb(trouble.__traceback__)
    places = [(frame.filename, frame.lineno or 1, frame.name) for frame in frames]
    if isinstance(trouble, SyntaxError) and trouble.filename:
        places.append((trouble.filename, trouble.lineno or 1, "<module>"))
    for name, line, function in reversed(places):
        path = Path(name)
        if path.is_absolute() and path.resolve().is_relative_to(root.resolve()):
            file = path.resolve().relative_to(root.resolve()).as_posix()
            where = "" if function == "<module>" else function
            said = trouble.msg if isinstance(trouble, SyntaxError) else str(trouble)
            said = " ".join(said.split())
            return ContractError(file, line, where, f"{type(trouble).__name__}: {said}", root)
    return None


def declared_by(root: Path, function: Callable[..., Any], reason: str) -> ContractError:
    """Return the error that says `reason` of a function in the Python of a package, or of ours."""
    code = getattr(getattr(function, "__wrapped__", function), "__code__", None)
    if code is None:
        return ContractError(".", 1, "", reason, root)
    path = Path(code.co_filename).resolve()
    inside = path.is_relative_to(root.resolve())
    file = path.relative_to(root.resolve()).as_posix() if inside else path.as_posix()
    return ContractError(file, code.co_firstlineno, code.co_name, reason, root if inside else None)
