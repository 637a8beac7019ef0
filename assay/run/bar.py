"""The live line of a run on a terminal: a bar, what was found, the rate, the time that is left.

It is imported where there is a terminal, and a run that takes longer than a moment.
"""

from __future__ import annotations

from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn


class Bar:
    """One line that is overwritten. Colours are left out where NO_COLOR says so."""

    def __init__(self, stream: TextIO) -> None:
        self._progress = Progress(
            BarColumn(bar_width=24), TextColumn("{task.description}", markup=False),
            console=Console(file=stream, highlight=False), auto_refresh=False,
            redirect_stdout=False, redirect_stderr=False,
        )  # fmt: skip
        self._task = self._progress.add_task("", total=1.0)
        self._progress.start()

    def show(self, share: float, text: str) -> None:
        """Show which share of a run is done, and a text beside it."""
        wide = max(10, self._progress.console.width - 26)
        told = text if len(text) <= wide else f"{text[: wide - 1]}…"
        self._progress.update(self._task, completed=share, description=told)
        self._progress.refresh()

    def close(self) -> None:
        """Leave the line as it is."""
        self._progress.stop()
