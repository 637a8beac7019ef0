"""Decides before any verdict whether there is a target to judge: server, key, protocol."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from harness.target import Target

Kind = Literal["ok", "unreachable", "key_refused", "not_http"]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was found out. `text` is for people: whose fault it is and what to do."""

    kind: Kind
    text: str


def preflight(target: Target, path: str) -> Diagnosis:
    """Ask for one list and tell what the answer means. An unknown path is no objection."""
    exchange = target.send("GET", path, query={"limit": 1})
    if exchange.response is None:
        if "not HTTP" in exchange.error or "Protocol" in exchange.error:
            return Diagnosis(
                "not_http", f"{target.base_url} does not answer in HTTP ({exchange.error})"
            )
        return Diagnosis(
            "unreachable",
            f"{target.base_url} cannot be reached ({exchange.error}). Is the server running, and "
            "is the address right?",
        )
    if exchange.status == 403 and exchange.response.headers.get("x-ratelimit-remaining") == "0":
        return Diagnosis(
            "unreachable",
            f"{target.base_url} says that its limit of requests is used up (status 403, "
            "x-ratelimit-remaining: 0). Try later, or start it anew",
        )
    if exchange.status in (401, 403):
        return Diagnosis(
            "key_refused",
            f"{target.base_url} refuses the API key (status {exchange.status}). Give a secret test "
            "key with --api-key or ASSAY_API_KEY",
        )
    return Diagnosis("ok", f"{target.base_url} answers (status {exchange.status})")
