"""Which groups of a run execute which lines of the sandbox.

A mutant of a line that no group executes cannot be noticed; of the others those groups are the
first to ask.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

START = -1  # stands for what is executed while the sandbox is loaded and started

Lines = set[tuple[str, int]]


@dataclass(slots=True)
class Reached:
    """Line of a file -> the places of the groups that execute it, or START."""

    places: dict[tuple[str, int], set[int]] = field(default_factory=dict)

    def add(self, lines: Lines, place: int) -> None:
        """Say that a group executes some lines."""
        for line in lines:
            self.places.setdefault(line, set()).add(place)

    def of(self, file: str, span: Iterable[int]) -> set[int]:
        """Return who executes any line of a statement."""
        return {place for line in span for place in self.places.get((file, line), ())}


class Watch:
    """Collects the lines of some files that this thread, and those it starts, execute."""

    def __init__(self, files: Sequence[str]) -> None:
        self._files = frozenset(files)
        self._lines: Lines = set()

    def start(self) -> None:
        """Watch from now on, in this thread and in new ones."""
        threading.settrace(self._called)
        sys.settrace(self._called)

    def leave_this(self) -> None:
        """Watch the threads that were started alone."""
        sys.settrace(None)
        threading.settrace(None)

    def taken(self) -> Lines:
        """Return what was executed since this was asked last."""
        found, self._lines = self._lines, set()
        return found

    def _called(self, frame: FrameType, _event: str, _arg: Any) -> Callable[..., Any] | None:
        name = frame.f_code.co_filename
        if name not in self._files:
            return None

        def line(inner: FrameType, _event: str, _arg: Any) -> Callable[..., Any]:
            self._lines.add((name, inner.f_lineno))
            return line

        return line(frame, "", None)
