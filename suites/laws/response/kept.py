"""What requests alone write of an object is shown as the last of them was answered (G-117).

A reading that writes, a refusal that does after all, an update that reaches a neighbour or drops
what it was not sent: it shows in later answers, whatever they were asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.shapes import ID
from harness.verdict import Finding
from suites.law import exchange_law
from suites.looking.say import shown
from suites.looking.walk import returned
from suites.written import written

_SHOWING = ("retrieve", "list", "update")  # a search shows what was indexed


def _shows(operation: Operation, contracts: Contracts) -> bool:
    """Whether an operation shows objects of which something is written by requests alone."""
    return operation.kind in _SHOWING and operation.shows and bool(written(operation, contracts))


@exchange_law(
    clause="G-117", level="should", stands_on=("kind", "echo"), where=_shows,
    recorded=False,  # what others did meanwhile is in no recording
)  # fmt: skip
def kept(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for each field that shows something else, of an update for those not sent.

    What is withheld is no other value.
    """
    form = parse_qsl(exchange.request.asked, keep_blank_values=True)
    sent = {name.partition("[")[0] for name, _ in form} if operation.kind == "update" else set()
    for item in returned(exchange, operation):
        last = exchange.written.get(str(item.get(ID)))
        for name in written(operation, contracts) if last is not None else ():
            if last is None or name in sent or name not in item or name not in last.values:
                continue
            told, known = item[name], last.values[name]
            if told == known:
                yield None
            else:
                words = f"{name} {shown(known)}, as it was last written"
                yield Finding(words, f"{name} {shown(told)}", name, exchange=last.exchange.id)
