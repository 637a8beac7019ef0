"""A session that was just made."""

from __future__ import annotations

from contracts.model import Operation
from suites.lab import Lab
from suites.law import Family
from suites.looking.once import Once
from suites.subjects import called

from .._accounts import SESSION, new_session


class Opened:
    """A session. `session` raises Unavailable when called."""

    def __init__(self, lab: Lab, operation: Operation) -> None:
        self.lab = lab
        self.operation = operation
        self.session = Once(lambda: new_session(lab))


OPENED = Family("session", called(f"{SESSION}.create"), Opened)
