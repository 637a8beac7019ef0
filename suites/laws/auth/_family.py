"""A call that works with the secret key, and what becomes of it with another one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from contracts.model import Api, Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from strategies import smallest
from suites.lab import Lab
from suites.law import About, Family, held
from suites.looking.say import said
from suites.subjects import operations

GARBLED = "assayGarbledKey0123456789abcdef"  # has no real key's form, so that no ledger redacts it
NO_PUBLISHABLE = "no publishable key was given"


@dataclass(frozen=True, slots=True)
class Caller:
    """The smallest working call of an operation."""

    lab: Lab
    operation: Operation

    def send(self, **rest: Any) -> Exchange:
        """Send it, with another key. Raises Unavailable."""
        ids = self.lab.subject(self.operation, fresh=False)
        form = self.lab.provision.fill(smallest(self.operation))
        return self.lab.call(self.operation, form, ids, **rest)

    def unauthorised(self, exchange: Exchange) -> Outcome:
        """Judge that a call was refused for its key."""
        api = self.lab.contracts.api
        good = shut_out(exchange, api)
        if api.auth.type:
            good = good and exchange.error_body.get("type") == api.auth.type
        statuses = " or ".join(map(str, api.auth.refused))
        wanted = [
            f"status {statuses}" if statuses else "a refusal",
            api.auth.type, " or ".join(api.auth.codes),
        ]  # fmt: skip
        return held(good, ", ".join(filter(None, wanted)), said(exchange), exchange)


def shut_out(exchange: Exchange, api: Api) -> bool:
    """Whether an answer refuses a key, with a status and a code that the API has for that."""
    known, codes = api.auth.refused, api.auth.codes
    told = not codes or exchange.code in codes
    return exchange.refused and told and (not known or exchange.status in known)


def keyed(_operation: Operation, contracts: Contracts) -> bool:
    """Whether the API asks for a key at all."""
    return bool(contracts.api.auth.schemes)


def _stand(lab: Lab, operation: Operation) -> Caller:
    """Return a call that works. Raises Unavailable."""
    lab.merit.ready(operation)
    return Caller(lab, operation)


CALLED = Family(
    "auth", operations(), _stand,
    order=("unchanged_by_strangers",  # before others could have changed what it looks at
           "no_key", "wrong_key", "masked", "basic", "publishable_refused"),
    stands_on=(),
)  # fmt: skip


def asked(operation: Operation, _contracts: Contracts) -> Iterator[About]:
    """Yield an operation; one that a publishable key may call is of another kind."""
    yield About(operation, kind="publishable" if operation.publishable else "")
