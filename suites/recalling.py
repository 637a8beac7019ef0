"""What answers that another worker got have shown of the target: who goes on with its work knows.

Which calls are sent to find out whether an operation is there, or a list says anything, depends on
what was answered before. A worker in the place of a dead one, or of one whose run was ended, would
send more of them; and a list that held nothing at first would be judged by what it holds now.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import parse_qsl

from contracts.model import Operation
from harness.encoding import pairs
from harness.exchange import Exchange
from strategies import smallest
from suites.lab import Lab
from suites.worker import Worker


def recall(worker: Worker, exchanges: Iterable[Exchange]) -> None:
    """Let a worker learn from answers of groups that were asked to their end, in their order.

    Objects are not stood on, nor answers that show one: nobody knows whether they still exist. But
    where they show up, those that set-up made, and nothing else changed, are known to be right.
    """
    operations = {operation.id: operation for operation in worker.contracts.operations}
    lab = Lab(worker, "")
    for exchange in exchanges:
        operation = operations.get(exchange.operation)
        if operation is None or exchange.response is None:
            continue
        lab.merit.saw(exchange, operation)
        worker.origins.saw(exchange, operation, wrong=not exchange.setup)
        if operation.reads and operation.many and exchange.accepted and _least(exchange, operation):
            lab.merit.remember(operation, smallest(operation), exchange)
    lab.close()


def _least(exchange: Exchange, operation: Operation) -> bool:
    """Whether a request is the smallest of its operation, as far as its rows tell."""
    request = exchange.request
    sent = {name for name, _ in parse_qsl(request.asked, keep_blank_values=True)}
    return request.key == "secret" and sent == {name for name, _ in pairs(smallest(operation))}
