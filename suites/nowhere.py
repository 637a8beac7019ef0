"""What a target answers where nothing is: paths beside an operation's own that do not exist.

A path beside a fixed word may be taken for an object of that name (`/v1/things/search`, beside
which any word is an id). Then a path that no operation of the contracts has is asked as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contracts.model import Operation
from harness.exchange import Exchange
from suites.looking.presence import alike, beside, lacking, mute

if TYPE_CHECKING:
    from suites.lab import Lab


def sent_beside(lab: Lab, operation: Operation, asked: Exchange) -> Exchange:
    """Send a request to a path beside its own, of which a word is another one."""
    return _sent(lab, asked, beside(operation, asked.request.path))


def _sent(lab: Lab, asked: Exchange, path: str) -> Exchange:
    request = asked.request
    body = {"raw_body": request.body} if request.body or request.method == "POST" else {}
    return lab.ask(request.method, path, raw_query=request.query, **body)


def sent_nowhere(lab: Lab, operation: Operation, asked: Exchange) -> Exchange | None:
    """Send a request where no operation is; None where the path beside its own is such a one.

    Two words are other ones: a server may refuse whatever ends in the last of its own.
    """
    near = beside(operation, asked.request.path)
    if lab.route(asked.request.method, near) is None:
        return None
    return _sent(lab, asked, beside(operation, near, -2))


def unrouted(lab: Lab, operation: Operation, answer: Exchange) -> bool:
    """Whether an answer that may say so says that the target does not have an operation.

    It is found out once a worker, for each operation.
    """
    known = lab.worker.learnt.unrouted
    if operation.id not in known:
        with lab.standing(), lab.wrongly():
            known[operation.id] = lacking(answer) or _as_nowhere(lab, operation, answer)
    return known[operation.id]


def _as_nowhere(lab: Lab, operation: Operation, answer: Exchange) -> bool:
    nowhere = sent_beside(lab, operation, answer)
    return not mute(answer) and not mute(nowhere) and alike(answer, nowhere)
