"""A token that a retrieval, or an update that leaves it active, shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Family

from .._issuing import TOKEN, Form, done

NAME = "network_data"
EXPANDED: Form = {"expand": [NAME]}


class Provisioned(NamedTuple):
    """A token, and the operation that shows it."""

    lab: Lab
    operation: Operation
    token: str

    def shown(self, form: Form) -> Exchange:
        """Return the token as the operation answers with it. Raises Unavailable."""
        sent: dict[str, Any] = {"status": "active"} if self.operation.kind == "update" else {}
        return done(self.lab, self.operation.id, {**sent, **form}, self.token)


def _about(contracts: Contracts) -> Iterator[Operation]:
    return (contracts.operation(f"{TOKEN}.{verb}") for verb in ("retrieve", "update"))


def _stand(lab: Lab, operation: Operation) -> Provisioned:
    changing = operation.kind == "update"
    reference = f"@{TOKEN}:active" if changing else f"@{TOKEN}"
    token = lab.provision.obtain(reference, changing=changing)
    return Provisioned(lab, operation, token)


PROVISIONED = Family("network_data", _about, _stand)
