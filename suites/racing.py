"""Sends requests at the same moment, each from a thread and over a connection of its own.

The threads meet at a barrier before they send; what comes back is examined where they have met
again. A request that is told to come again (429, G-20) is repeated by its connection.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from harness.exchange import Exchange
from harness.message import Message
from suites.guard import Sender
from suites.lab import Lab
from suites.law import Unavailable

_PATIENCE = 60.0  # seconds that a thread waits for the others, on a busy machine too


def at_once(lab: Lab, messages: Sequence[Message], knock: str = "") -> list[Exchange]:
    """Send messages at the same moment and return the exchanges in their order.

    `knock` is a path that each connection reads first, so that it is open when the race begins.
    Raises Unavailable when the target does not answer on several connections.
    """
    barrier = threading.Barrier(len(messages))
    senders = [lab.twin_sender(f"race{number}") for number in range(len(messages))]
    for sender in senders if knock else ():
        _open(lab, sender, knock)

    def run(sender: Sender, message: Message) -> Exchange:
        barrier.wait(_PATIENCE)
        return sender.send(message)

    with ThreadPoolExecutor(len(messages)) as pool:
        found = list(pool.map(run, senders, messages))
    for exchange, message in zip(found, messages, strict=True):
        lab.examine(exchange, lab.contracts.operation(message.operation))
    return found


def _open(lab: Lab, sender: Sender, path: str) -> None:
    """Open a connection before the race begins. Raises Unavailable."""
    with lab.standing():
        found = sender.send(lab.message("GET", path))
    if found.response is None:
        reason = f"the target does not answer on several connections ({found.error})"
        raise Unavailable(reason, found)
