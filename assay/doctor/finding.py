"""What was looked at, how it is, and whose it is to mend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "note", "problem"]
Whose = Literal[
    "", "your configuration", "your API package", "your account", "the server", "the network"
]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line. A `problem` keeps a run from beginning: `code` is how the run would end."""

    about: str
    state: State
    says: str
    whose: Whose = ""
    code: int = 0

    def line(self) -> str:
        """Return it as it is printed."""
        whose = f"{self.whose}: " if self.whose else ""
        return f"{self.state:<8} {self.about:<14} {whose}{self.says}"


def fine(about: str, says: str) -> Finding:
    """Return that something is as it should be."""
    return Finding(about, "ok", says)


def note(about: str, whose: Whose, says: str) -> Finding:
    """Return that something is odd, and that a run can begin all the same."""
    return Finding(about, "note", says, whose)


def problem(about: str, whose: Whose, code: int, says: str) -> Finding:
    """Return what keeps a run from beginning."""
    return Finding(about, "problem", says, whose, code)
