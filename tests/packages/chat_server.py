"""A server of the chat API, written by hand: calls by POST with the ids in the form.

The token is a field or a Bearer; every answer is a 200 that says `ok`; lists go on by a cursor in
`response_metadata`. `bugs` are planted, one word each.
"""

from __future__ import annotations

import itertools
import json
import threading
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from tests.suites.servers import Answer, Call

Form = dict[str, str]


class No(Exception):  # noqa: N818 - an answer
    """What is refused: one word."""


class Chat:
    """Conversations and their messages, in memory."""

    def __init__(self, *bugs: str, key: str = "sk_test_assay") -> None:
        self.bugs, self.key = bugs, key
        self.channels: dict[str, dict[str, Any]] = {}
        self.messages: dict[str, dict[str, Any]] = {}
        self.count = itertools.count(1)
        self.gate = threading.Lock()
        self.calls: dict[str, Callable[[Form], dict[str, Any]]] = {
            "conversations.create": self._create, "conversations.info": self._info,
            "conversations.rename": self._rename, "conversations.delete": self._delete,
            "conversations.archive": self._archive, "conversations.list": self._list,
            "chat.postMessage": self._post, "chat.get": self._message,
            "chat.update": self._edit, "chat.delete": self._remove,
            "conversations.history": self._history,
        }  # fmt: skip

    def __call__(self, call: Call) -> Answer:
        """Answer a call."""
        with self.gate:
            try:
                told = {"ok": True, **self._answered(call)}
            except No as why:
                told = {"ok": False, "error": str(why)}
                if "real statuses" in self.bugs:
                    return Answer(400, json.dumps(told).encode())
        if "unmarked" in self.bugs:
            told.pop("ok")
        return Answer(200, json.dumps(told).encode())

    def _answered(self, call: Call) -> dict[str, Any]:
        form = dict(parse_qsl(f"{call.query}&{call.body}", keep_blank_values=True))
        scheme, _, bearer = call.headers.get("authorization", "").partition(" ")
        given = form.pop("token", bearer if scheme == "Bearer" else "")
        if given != self.key and "any key" not in self.bugs:
            raise No("invalid_auth" if given else "not_authed")
        name = call.path.removeprefix("/api/")
        if name not in self.calls or (call.method == "GET") != (name == "chat.get"):
            raise No("unknown_method")
        return self.calls[name](form)

    def _new(self, start: str) -> dict[str, Any]:
        number = next(self.count)
        return {"id": f"{start}{number:08d}", "created": int(time.time()) - 40_000 + number}

    # -- conversations -------------------------------------------------------------------------

    def _channel(self, form: Form) -> dict[str, Any]:
        if not form.get("channel"):
            if "guesses" in self.bugs and self.channels:
                return next(iter(self.channels.values()))
            raise No("missing_argument")
        if form["channel"] not in self.channels:
            if "makes up" in self.bugs:
                return {**self._new("C"), "name": "x", "is_private": False, "is_archived": False}
            raise No("channel_not_found")
        return self.channels[form["channel"]]

    def _create(self, form: Form) -> dict[str, Any]:
        if not form.get("name"):
            raise No("invalid_name" if "name" in form else "missing_argument")
        private = _flag(form.get("is_private", "false"))
        if "all public" in self.bugs:
            private = False
        made = {**self._new("C"), "name": form["name"], "is_private": private}
        self.channels[made["id"]] = {**made, "is_archived": False}
        return {"channel": self.channels[made["id"]]}

    def _info(self, form: Form) -> dict[str, Any]:
        found = self._channel(form)
        if "last one" in self.bugs:
            found = list(self.channels.values())[-1]
        return found if "bare" in self.bugs else {"channel": found}

    def _rename(self, form: Form) -> dict[str, Any]:
        found = self._channel(form)
        if "name" in form and not form["name"]:
            raise No("invalid_name")
        wanted = self.channels.values() if "all renamed" in self.bugs else [found]
        for one in wanted:
            one["name"] = form.get("name", one["name"]) if "deaf" not in self.bugs else one["name"]
        return {"channel": {**found, "name": form.get("name", found["name"])}}

    def _delete(self, form: Form) -> dict[str, Any]:
        found = self._channel(form)
        if "undead" not in self.bugs:
            del self.channels[found["id"]]
        return {}

    def _archive(self, form: Form) -> dict[str, Any]:
        self._channel(form)["is_archived"] = True
        return {}

    def _list(self, form: Form) -> dict[str, Any]:
        every = list(self.channels.values())[::-1]
        if "is_private" in form and "unfiltered" not in self.bugs:
            every = [one for one in every if one["is_private"] == _flag(form["is_private"])]
        if "oldest first" in self.bugs:
            every.reverse()
        return self._page("channels", every, form)

    def _page(self, name: str, every: list[dict[str, Any]], form: Form) -> dict[str, Any]:
        limit = form.get("limit", "2").lstrip("-")
        if not limit.isdecimal():
            raise No("invalid_limit")
        size = min(max(int(limit), 1), 6) + ("one more" in self.bugs)
        cursor = form.get("cursor") or "at:0"
        if not (cursor.startswith("at:") and cursor[3:].isdecimal()):
            if "any cursor" not in self.bugs:
                raise No("invalid_cursor")
            cursor = "at:0"
        start = int(cursor[3:])
        start += ("gap" in self.bugs and start > 0) - ("overlap" in self.bugs and start > 0)
        onward = f"at:{start + size}" if start + size < len(every) else ""
        if "ends early" in self.bugs:
            onward = ""
        shown = every[start : start + size]
        return {name: shown, "response_metadata": {"next_cursor": onward}}

    # -- messages ------------------------------------------------------------------------------

    def _post(self, form: Form) -> dict[str, Any]:
        channel = self._channel(form)
        if not form.get("text"):
            raise No("missing_argument")
        made = {**self._new("M"), "channel": channel["id"], "text": form["text"]}
        self.messages[made["id"]] = made
        return {"message": made}

    def _found(self, form: Form) -> dict[str, Any]:
        channel = self._channel(form)
        if not form.get("id"):
            raise No("missing_argument")
        found = self.messages.get(form["id"])
        if found is None or found["channel"] != channel["id"]:
            raise No("message_not_found")
        return found

    def _message(self, form: Form) -> dict[str, Any]:
        return {"message": self._found(form)}

    def _edit(self, form: Form) -> dict[str, Any]:
        found = self._found(form)
        if "text" in form and not form["text"]:
            raise No("missing_argument")
        found["text"] = form.get("text", found["text"])
        return {"message": found}

    def _remove(self, form: Form) -> dict[str, Any]:
        found = self._found(form)
        if "sticky" not in self.bugs:
            del self.messages[found["id"]]
        return {}

    def _history(self, form: Form) -> dict[str, Any]:
        channel = self._channel(form)
        every = [one for one in self.messages.values() if one["channel"] == channel["id"]]
        return self._page("messages", every[::-1], form)


def _flag(text: str) -> bool:
    if text not in ("true", "false"):
        raise No("invalid_types")
    return text == "true"
