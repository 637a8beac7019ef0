"""Which lines of the sandbox a run executes: what no run reaches, no claim can notice.

A sandbox serves any API. Much of it is for conventions that the built-in API does not have, and
there a mutant says nothing about the laws. Which code that is, is measured and not judged.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

Line = tuple[str, int]  # file, as `changed.files` names it, and number


class Executed:
    """Notes the lines of some files that are executed while `importing`, and in new threads.

    `lines` has for each line which groups executed it: the one that `begin` named last.
    """

    def __init__(self, files: Iterable[str], root: Path) -> None:
        self.lines: dict[Line, set[str]] = {}
        self._group = ""
        self._names = {(root / name).resolve(): name for name in files}
        self._name = cache(lambda path: self._names.get(Path(path).resolve()))
        self._left: dict[CodeType, set[int]] = {}

    def importing(self, work: Callable[[], Any]) -> Any:
        """Return what this returns: it imports the sandbox, and starts threads that serve."""
        threading.settrace(self._entered)
        sys.settrace(self._entered)
        try:
            return work()
        finally:
            sys.settrace(None)

    def begin(self, group: str) -> None:
        """Let what is executed from now on be this group's."""
        self._group = group
        self._left.clear()

    def close(self) -> None:
        """Leave the threads alone that start from now on."""
        threading.settrace(None)  # type: ignore[arg-type]

    def _entered(self, frame: FrameType, _event: str, _given: object) -> Any:
        code = frame.f_code
        name = self._name(code.co_filename)
        if name is None:
            return None
        left = self._left.get(code)
        if left is None:
            left = self._left[code] = {line for _, _, line in code.co_lines() if line}
        return self._within(name, left) if left else None

    def _within(self, name: str, left: set[int]) -> Callable[..., Any]:
        def within(frame: FrameType, event: str, _given: object) -> Any:
            if event == "line":
                left.discard(frame.f_lineno)
                self.lines.setdefault((name, frame.f_lineno), set()).add(self._group)
            return within

        return within
