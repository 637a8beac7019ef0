"""What another server answered to a request of a run: how the reference server does it.

It is no judgement: it is shown beside what the server under test answered, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from harness.exchange import Exchange


@dataclass(frozen=True, slots=True)
class Reference:
    """The answer of the reference server to the request of one exchange of the run.

    `exchange` is the id of the run's exchange, `answer` what the other server was asked and said,
    None where it could not be asked: `why` says what stood in the way. `steps` is how many requests
    it took.
    """

    exchange: str
    answer: Exchange | None = None
    why: str = ""
    steps: int = 0
