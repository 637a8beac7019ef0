"""Ways a server can break one promise, played on the wire between the suites and the sandbox.

A fault takes a call and the way to the real server, and answers; all else passes through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from tests.suites.servers import Answer, Call, Pairs, Respond

Fault = Callable[[Call, Respond], Answer]
Change = Callable[[dict[str, Any]], None]


def _asks(call: Call, title: str) -> bool:
    """Whether a call is of an operation such as `POST /v1/issuing/cards/*`."""
    method, _, path = title.partition(" ")
    pattern = re.escape(path).replace(r"\*", "[^/]+")
    return call.method == method and re.fullmatch(pattern, call.path) is not None


def params(change: Callable[[Pairs], Pairs], title: str = "") -> Fault:
    """Change the parameters before they are sent on."""

    def fault(call: Call, forward: Respond) -> Answer:
        fits = not title or _asks(call, title)
        return forward(call.having(change(call.pairs)) if fits else call)

    return fault


def without(pattern: str, title: str = "") -> Fault:
    """Ignore the parameters whose name matches."""
    return params(lambda pairs: [p for p in pairs if not re.fullmatch(pattern, p[0])], title)


def renamed(old: str, new: str) -> Fault:
    """Take one parameter for another."""
    return params(lambda pairs: [(new if n == old else n, v) for n, v in pairs])


def empties_ignored(title: str) -> Fault:
    """Ignore what is sent empty."""
    return params(lambda pairs: [p for p in pairs if p[1]], title)


def pretends_to_clear(name: str, title: str) -> Fault:
    """Answer as if a field were cleared, and keep it."""
    keep = empties_ignored(title)

    def fault(call: Call, forward: Respond) -> Answer:
        answer = keep(call, forward)
        if not _asks(call, title) or (name, "") not in call.pairs or answer.status != 200:
            return answer
        return answer.saying({**answer.json, name: None})

    return fault


def times_ignored() -> Fault:
    """Search as if no time were asked for."""

    def change(pairs: Pairs) -> Pairs:
        return [(n, re.sub(r" AND created\S*", "", v) if n == "query" else v) for n, v in pairs]

    return params(change, "GET /v1/payment_intents/search")


def default(name: str, value: str, title: str) -> Fault:
    """Make up a parameter that is not sent."""

    def change(pairs: Pairs) -> Pairs:
        there = any(sent == name or sent.startswith(f"{name}[") for sent, _ in pairs)
        return pairs if there else [*pairs, (name, value)]

    return params(change, title)


def forced(name: str, old: str, new: str, title: str) -> Fault:
    """Take one value for another."""

    def change(pairs: Pairs) -> Pairs:
        return [(n, new if n == name and v == old else v) for n, v in pairs]

    return params(change, title)


def always(name: str, value: str, title: str) -> Fault:
    """Change something that was not asked for."""
    return params(lambda pairs: [(name, value), *(p for p in pairs if p[0] != name)], title)


def bodies(change: Change, status: int = 200) -> Fault:
    """Change the body of the answers of a status."""

    def fault(call: Call, forward: Respond) -> Answer:
        answer = forward(call)
        if answer.status != status:
            return answer
        body = answer.json
        change(body)
        return answer.saying(body)

    return fault


def objects(change: Change, title: str = "") -> Fault:
    """Change each object of the successful answers, alone or in a list."""

    def fault(call: Call, forward: Respond) -> Answer:
        answer = forward(call)
        if answer.status != 200 or (title and not _asks(call, title)):
            return answer
        body = answer.json
        for item in _objects(body):
            change(item)
        return answer.saying(body)

    return fault


def _objects(body: Any) -> Iterator[dict[str, Any]]:
    yield from body["data"] if isinstance(body.get("data"), list) else [body]


def errors(change: Change) -> Fault:
    """Change the error object of each refusal."""
    return bodies(lambda body: change(body["error"]), 400)


def dropped(name: str) -> Change:
    """Return a change that leaves a field out."""
    return lambda body: body.pop(name, None) and None


def setting(name: str, make: Callable[[Any], Any]) -> Change:
    """Return a change that puts `make(old)` in the place of a field's value."""

    def change(body: dict[str, Any]) -> None:
        if name in body:
            body[name] = make(body[name])

    return change


def statuses(old: int, new: int, method: str = "") -> Fault:
    """Answer with another status."""

    def fault(call: Call, forward: Respond) -> Answer:
        answer = forward(call)
        wrong = answer.status == old and method in ("", call.method)
        return replace(answer, status=new) if wrong else answer

    return fault


def header(name: str, value: str) -> Fault:
    """Answer with another header; an empty value leaves it out."""

    def fault(call: Call, forward: Respond) -> Answer:
        answer = forward(call)
        return replace(answer, headers={**answer.headers, name: value})

    return fault


def not_done(action: str) -> Fault:
    """Answer an action with the object as it is, and do nothing."""

    def fault(call: Call, forward: Respond) -> Answer:
        if call.method != "POST" or not call.path.endswith(f"/{action}"):
            return forward(call)
        path = call.path.removesuffix(f"/{action}")
        return forward(replace(call, method="GET", path=path, body=""))

    return fault


def forgiven(title: str, **fields: Any) -> Fault:
    """Answer a refusal of an operation on an object as if it were a success."""

    def fault(call: Call, forward: Respond) -> Answer:
        answer = forward(call)
        if answer.status != 400 or not _asks(call, title):
            return answer
        parts = call.path.split("/")
        path = call.path if len(parts) == 5 and parts[2] == "issuing" else "/".join(parts[:4])
        found = forward(replace(call, method="GET", path=path, body=""))
        return found.saying({**found.json, **fields})

    return fault


def refused_but_done(title: str, form: str) -> Fault:
    """Change something although the request is refused."""

    def fault(call: Call, forward: Respond) -> Answer:
        answer = forward(call)
        if answer.status == 400 and _asks(call, title):
            forward(replace(call, body=form))
        return answer

    return fault


def metadata_replaced(call: Call, forward: Respond) -> Answer:
    """Put new metadata in the place of the old instead of merging."""
    if call.method == "POST" and any(n.startswith("metadata[") for n, _ in call.pairs):
        forward(call.having([("metadata", ""), *_needed(call)]))
    return forward(call)


def _needed(call: Call) -> Pairs:
    return [(n, v) for n, v in call.pairs if not n.startswith("metadata")]


def cursor_included(call: Call, forward: Respond) -> Answer:
    """Begin the page after an object with the object itself."""
    answer = forward(call)
    cursor = dict(call.pairs).get("starting_after")
    if answer.status != 200 or not cursor:
        return answer
    own = forward(replace(call, path=f"{call.path}/{cursor}", query=""))
    body = answer.json
    return answer.saying({**body, "data": [own.json, *body["data"]][: len(body["data"]) or 1]})


def oldest_first(call: Call, forward: Respond) -> Answer:
    """List in the order of creation, with cursors that fit."""
    if not _asks(call, "GET /v1/issuing/cardholders"):
        return forward(call)
    sent = dict(call.pairs)
    own = ("limit", "starting_after", "ending_before")
    rest = [(n, v) for n, v in call.pairs if n not in own]
    whole = forward(call.having([*rest, ("limit", "100")]))
    if whole.status != 200:
        return whole
    items = list(reversed(whole.json["data"]))
    names = [item["id"] for item in items]
    size = int(sent.get("limit", "10"))
    first, last = 0, len(items)
    if sent.get("starting_after") in names:
        first = names.index(sent["starting_after"]) + 1
    if sent.get("ending_before") in names:
        last = names.index(sent["ending_before"])
        first = max(0, last - size)
    cut = items[first : min(last, first + size)]
    more = first > 0 if "ending_before" in sent else first + size < last
    return whole.saying({**whole.json, "data": cut, "has_more": more})


def twice(path: str) -> Fault:
    """Send each creation at a path twice, and answer with the first."""

    def fault(call: Call, forward: Respond) -> Answer:
        answer = forward(call)
        if call.method == "POST" and call.path == path:
            forward(
                replace(call, headers={n: v for n, v in call.headers.items() if "idem" not in n})
            )
        return answer

    return fault


def aged(item: Any) -> Any:
    """Return an object as it would have been a minute earlier; an id stays one."""
    return {**item, "created": item["created"] - 60} if isinstance(item, dict) else item
