"""A run in which everything occurs that a format has to tell: each status, each kind of answer."""

from __future__ import annotations

from typing import Any

from harness.claim import Law
from harness.exchange import Exchange, Request, Response
from harness.ledger import Ledger
from harness.verdict import ORDER, Finding, Level, Status, Verdict

STATUSES: tuple[Status, ...] = ORDER
LEVELS: dict[Status, Level] = {"warn": "should", "noted": "probe"}
LAW = Law("shape.kept", "shape", says="An answer keeps its shape.")
HEADER = {
    "run": "r1", "started": 1_700_000_000.0, "base_url": "http://127.0.0.1:9", "profile": "smoke",
    "seed": 7, "version": "0.1.0", "api_version": "v1", "only": [],
    "resources": ["a.thing", "other"],
    "operations": {"POST /v1/things": "a.thing.create", "GET /v1/others": "other.list"},
    "files": {"a.thing": "a/thing.yaml"}, "places": {"a.thing.create": "a/thing.yaml:12"},
    "clauses": {"G-1": "A thing keeps its shape"},
    "sources": {"G-1": "L7"},
    "known": [{"id": "a.thing.create.shape.known", "reason": "it | is <known>"}],
}  # fmt: skip
FOOTER = {"finished": 1_700_000_009.0, "seconds": 9.0, "complete": True}


def exchange(name: str, response: Response | None, **more: Any) -> Exchange:
    """Return an exchange that took a quarter of a second."""
    headers = {"authorization": "REDACTED", "content-type": "application/x-www-form-urlencoded"}
    request = Request("POST", "/v1/things", "a[]=1&b=%20", "name=x+y&n=1", headers)
    return Exchange(name, "a.thing.create", request, response, 1_700_000_001.5, 0.25, **more)


EXCHANGES = {
    "m-1": exchange("m-1", Response(200, {"content-type": "application/json"}, b'{"id": "t_1"}')),
    "m-2": exchange("m-2", Response(500, {"content-type": "text/html"}, b"<h1>\xff\xfe</h1>")),
    "m-3": exchange("m-3", None, error="timeout: no complete answer within 10 s"),
    "m-4": exchange(
        "m-4", Response(200, {"content-type": "application/json"}, b'{"id": "t', True, 9_000)
    ),
}  # fmt: skip


def verdict(status: Status, name: str = "", **more: Any) -> Verdict:
    """Return a verdict of a status, with an id of that name."""
    broken = status in ("fail", "warn", "known")
    told = {"expected": "one", "observed": "two"} if broken else {}
    entry = "a.thing.create.shape.known" if status in ("known", "fixed") else ""
    found = {
        "message": "" if status == "pass" else f"why it is {status}", "exchanges": ("m-1", "m-2"),
        "law": "shape.kept", "entry": entry, **told, **more,
    }  # fmt: skip
    return Verdict(f"a.thing.create.shape.{name or status}", "G-1", "POST /v1/things",
                   LEVELS.get(status, "must"), status, **found)  # fmt: skip


VERDICTS = (
    *(verdict(status) for status in STATUSES),
    verdict("fail", "places", findings=(Finding("e", "o", "p[0]"),), more=3, exchanges=("m-3",)),
    verdict("warn", "once", once=True, exchanges=("m-4",)),
    Verdict("other.list.shape", "G-1", "GET /v1/others", "must", "pass", law="shape.kept"),
    Verdict("suite.target", "", "", "must", "error", "the target left"),
)


def ledger(*verdicts: Verdict, **footer: Any) -> Ledger:
    """Return a run with those verdicts, or with one of each kind."""
    return Ledger(HEADER, EXCHANGES, verdicts or VERDICTS, {**FOOTER, **footer},
                  {LAW.name: LAW})  # fmt: skip
