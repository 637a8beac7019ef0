"""Sends requests at the same moment, each from a thread and over a connection of its own.

The threads meet at a barrier before they send; what comes back is examined where they have met
again. A request that is told to come again (429, G-20) is repeated by its connection.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from contracts.model import Operation
from harness.exchange import Exchange
from suites.law import Unavailable
from suites.legacy import Lab, Sender

_PATIENCE = 10.0  # seconds that a thread waits for the others


@dataclass(frozen=True, slots=True)
class Entry:
    """One request of a race: an operation on the object in its path, and the form."""

    operation: Operation
    subject: str
    form: Mapping[str, Any] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The path with the id of the object."""
        return self.operation.path.replace(
            f"{{{self.operation.path_parameters[0].name}}}", self.subject
        )


def at_once(lab: Lab, entries: Sequence[Entry]) -> list[Exchange]:
    """Send requests at the same moment and return the exchanges in the order of `entries`.

    Raises Unavailable when the target does not answer on several connections.
    """
    barrier = threading.Barrier(len(entries))
    senders = [lab.twin_sender(f"race{number}") for number in range(len(entries))]
    for sender, entry in zip(senders, entries, strict=True):
        _open(lab, sender, entry)

    def run(sender: Sender, entry: Entry) -> Exchange:
        barrier.wait(_PATIENCE)
        return sender.send(
            lab.message("POST", entry.path, form=entry.form, operation=entry.operation.id)
        )

    with ThreadPoolExecutor(len(entries)) as pool:
        found = list(pool.map(run, senders, entries))
    for exchange, entry in zip(found, entries, strict=True):
        lab.examine(exchange, entry.operation)
    return found


def _open(lab: Lab, sender: Sender, entry: Entry) -> None:
    """Open a connection before the race begins. Raises Unavailable."""
    before, subject, _ = entry.path.partition(entry.subject)
    found = sender.send(lab.message("GET", before + subject))
    if found.response is None:
        raise Unavailable(f"the target does not answer on several connections ({found.error})")
