"""A client secret is made of its object's id and a random part, wherever it is shown (PI-08)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.shapes import ID
from harness.verdict import Finding
from suites.law import exchange_law
from suites.laws.response._where import shows
from suites.looking.walk import returned

_RANDOM = re.compile(r"_secret_\w{8,}")


@exchange_law(
    clause="PI-08", stands_on=(), where=shows(lambda field: field.format == "client_secret"),
    recorded=False,  # recorders replace secrets
)  # fmt: skip
def client_secret(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for each secret, of what is returned or carried, that has another form."""
    resource = contracts.resource(operation.returns)
    names = [f.name for f in resource.fields if f.format == "client_secret"]
    carried = exchange.error_body.get(resource.object)
    shown: list[object] = [carried]
    if exchange.accepted:
        shown = [*returned(exchange, operation)]
    for item in shown:
        for name in names if isinstance(item, dict) else ():
            secret, own = item.get(name), item.get(ID)  # type: ignore[attr-defined]
            if not isinstance(secret, str) or not isinstance(own, str):
                continue
            if secret.startswith(own) and _RANDOM.fullmatch(secret[len(own) :]):
                yield None
            else:
                yield Finding(f"{own}_secret_ and a random part", _told(secret, own), name)


def _told(secret: str, own: str) -> str:
    """Return what is wrong with a secret, without telling it."""
    if not secret.startswith(own):
        return "a secret that does not start with the id"
    return f"the id and {len(secret) - len(own)} characters of another form"
