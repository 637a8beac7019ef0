"""What of an answer a finding is about: the parts that are compared when it is shown again.

A law judges answers: where all that it looked at comes again, so does the breach. The status counts
always; of a refusal all but what is written for people; of what was accepted the fields that the
finding's place names, and everything where it names none.
"""

from __future__ import annotations

import re
from typing import Any

from harness.exchange import Exchange
from harness.verdict import Verdict
from reports.reproduction.again import narrowed

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
# Headers that say nothing of what was asked.
_DULL = frozenset({
    "connection", "content-length", "date", "keep-alive", "server", "transfer-encoding", "via",
    "cf-ray", "set-cookie", "strict-transport-security",
})  # fmt: skip


def seen_parts(step: int, exchange: Exchange, verdict: Verdict) -> dict[str, Any]:
    """Return what is compared of the answer to a step, as plain data for `again.judge`."""
    names = _names(exchange, verdict)
    response = exchange.response
    headers = {n: v for n, v in response.headers.items() if n not in _DULL} if response else {}
    body = exchange.json
    text = response.body.decode("utf-8", "replace") if response and body is None else None
    return {
        "step": step, "started": exchange.started, "status": exchange.status,
        "keyed": exchange.request.key == "secret",
        "headers": headers if names is None else {}, "without": [],
        "names": names, "body": body if names is None else narrowed(body, names),
        "text": text, "prose": exchange.accepted,
    }  # fmt: skip


def _names(exchange: Exchange, verdict: Verdict) -> list[str] | None:
    """Return the names of fields that a finding's place says, None where it says none."""
    if not exchange.accepted or not isinstance(exchange.json, dict):
        return None
    places = [finding.place for finding in verdict.findings[:1]]
    named = [word for place in places for word in _WORD.findall(place)]
    return sorted({named[-1]}) if named else None
