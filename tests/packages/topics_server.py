"""A server of topics and messages, written by hand: names with capitals and numbers (`Tag.1.Key`),
flags of yes and no, refusals with 200, topics that the caller names, a key in a row of the form.

One bug is planted, named by a word.
"""

from __future__ import annotations

import itertools
import json
import re
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from tests.suites.servers import Answer, Call

KEY = "mk-0123456789abcdef"
Form = dict[str, Any]
COLOURS, STATES = ("red", "green", "blue"), ("draft", "sent", "archived")
TOPIC = "[a-z][a-z0-9]{3,20}"
MOVES = {
    "send": ("draft", "sent"),
    "archive": ("sent", "archived"),
    "restore": ("archived", "sent"),
}


class No(Exception):  # noqa: N818 - an answer
    """What is refused: its reason, and the field that it blames."""


class Topics:
    """Topics and their messages, in memory."""

    def __init__(self, bug: str = "") -> None:
        self.bug = bug
        self.kept: dict[str, dict[str, Form]] = {"topic": {}, "message": {}}
        self.keys: dict[tuple[str, str], tuple[str, Form]] = {}
        self.count = itertools.count(10_000_000)

    def __call__(self, call: Call) -> Answer:
        """Answer a call."""
        try:
            told: Form = {"ok": True, **self._answered(call)}
        except No as why:
            reason, field = why.args
            told = {"ok": False, "error": {"reason": reason, "text": "refused", "field": field}}
        return Answer(200, json.dumps(told).encode(), {"Content-Type": "application/json"})

    def _answered(self, call: Call) -> Form:
        form = parsed(call.body)
        if form.pop("AccessKey", "") != KEY:
            raise No("InvalidKey", "")
        found = re.fullmatch(r"/v3/(topic|message)s\.(\w+)", call.path)
        known: Callable[[str, Form], Form] | None = getattr(self, f"do_{found[2]}", None) if found \
            else None  # fmt: skip
        if found is None or known is None or call.method != "POST":
            raise No("NoSuchAction", "")
        key = form.pop("ClientToken", None)
        if key is None or found[2] not in ("create", "send"):
            return known(found[1], form)
        if not key or len(key) > 64:
            raise No("TooLong", "ClientToken")
        place = (call.path, key)
        if place not in self.keys or self.bug == "forgets keys":
            self.keys[place] = call.body, known(found[1], form)
        elif self.keys[place][0] != call.body and self.bug != "any use of a key":
            raise No("KeyReused", "ClientToken")
        return self.keys[place][1]

    def do_create(self, kind: str, form: Form) -> Form:
        """Make an object."""
        now = time.time()
        made = self._topic(form) if kind == "topic" else self._message(form)
        self.kept[kind][made[f"{kind}_id" if kind == "message" else "topic_name"]] = made
        made |= {"is_deleted": False, "created_at": now, "updated_at": now}
        return self._shown(kind, made)

    def _topic(self, form: Form) -> Form:
        known(form, ("TopicName", "Title", "Public", "Quota", "Colour", "Tag"))
        tags = []
        for place, one in enumerate(elements(form, "Tag"), 1):
            above = f"Tag.{place}."
            known(one, ("Key", "Value") if self.bug != "unknown below" else tuple(one), above)
            tags.append({"key": text(one, "Key", needed=True, most=20, above=above),
                         "value": text(one, "Value", above=above)})  # fmt: skip
        title = text(form, "Title", most=50, clears=True)
        return {
            "topic_name": text(form, "TopicName", needed=True, like=TOPIC),
            "title": None if title == "-" else title, "public": flag(form, "Public") or False,
            "quota": number(form, "Quota", range(1, 101)),
            "colour": text(form, "Colour", among=COLOURS),
            "tag": tags[-1:] if self.bug == "last tag" else tags,
        }  # fmt: skip

    def _message(self, form: Form) -> Form:
        known(form, ("Topic", "Text", "Urgent", "Priority", "Notify", "SendAt"))
        topic = self.kept["topic"].get(text(form, "Topic", needed=True) or "")
        if (topic is None or topic["is_deleted"]) and self.bug != "any topic":
            raise No("NoSuchTopic", "Topic")
        at = text(form, "SendAt", like=r"\d{4}-\d\d-\d\dT[\d:]+(\.\d+)?(Z|[+-]\d\d:\d\d)")
        return {
            "message_id": f"m{next(self.count)}", "topic": form["Topic"],
            "text": text(form, "Text", needed=True, most=200), "send_at": at,
            "urgent": flag(form, "Urgent", wrongly=self.bug == "no is yes") or False,
            "priority": number(form, "Priority", (1, 2, 3), "NotAllowed") or 2,
            "notify": elements(form, "Notify"), "state": "draft",
            "sent_at": time.time() if self.bug == "sent early" else None,
        }  # fmt: skip

    def do_list(self, kind: str, form: Form) -> Form:
        """List objects, the newest first."""
        rows = ("Limit", "Cursor", "Topic", "State", "Urgent", "Public", "Colour")
        known(form, rows[:5] if kind == "message" else (*rows[:2], *rows[5:]))
        wanted: Form = {
            "topic": text(form, "Topic"), "state": text(form, "State", among=STATES),
            "urgent": flag(form, "Urgent"), "public": flag(form, "Public"),
            "colour": text(form, "Colour", among=COLOURS),
        }  # fmt: skip
        if wanted["topic"] is not None and wanted["topic"] not in self.kept["topic"]:
            raise No("NoSuchTopic", "Topic")
        asked = number(form, "Limit", None)
        size = max(1, 4 if asked is None else asked)
        size = size if self.bug == "no maximum" else min(size, 12)
        cursor = text(form, "Cursor", like="c[0-9]+", bad="BadCursor") or "c0"
        start = int(cursor[1:])
        found = [o for o in reversed(self.kept[kind].values()) if not o["is_deleted"]
                 and all(want in (None, o.get(name)) for name, want in wanted.items())]  # fmt: skip
        onward = f"c{start + size}" if start + size < len(found) else ""
        page = [self._shown(kind, one)[kind] for one in found[start : start + size]]
        return {f"{kind}s": page, "response_metadata": {"next_cursor": onward}}

    def do_info(self, kind: str, form: Form) -> Form:
        """Show an object, one that is gone as well."""
        return self._shown(kind, self._named(kind, form, gone=True))

    def do_update(self, kind: str, form: Form) -> Form:
        """Change an object."""
        rows = {"topic": ("Title", "Public", "Quota", "Colour"),
                "message": ("Text", "Urgent", "Priority")}[kind]  # fmt: skip
        one = self._named(kind, form, *rows)
        new = {
            "title": text(form, "Title", most=50, clears=True), "public": flag(form, "Public"),
            "quota": number(form, "Quota", range(1, 101)), "text": text(form, "Text", most=200),
            "colour": text(form, "Colour", among=COLOURS), "urgent": flag(form, "Urgent"),
            "priority": number(form, "Priority", (1, 2, 3), "NotAllowed"),
        }  # fmt: skip
        if one.get("state", "draft") != "draft":
            raise No("WrongState", "")
        cleared = "-" if self.bug == "does not clear" else None
        one |= {n: cleared if v == "-" else v for n, v in new.items() if v is not None}
        return self._shown(kind, self._touched(one))

    def do_delete(self, kind: str, form: Form) -> Form:
        """Mark an object as gone."""
        one = self._touched(self._named(kind, form))
        one["is_deleted"] = self.bug != "stays"
        hidden = ("text",) if self.bug == "half gone" else ()
        shown = {name: value for name, value in one.items() if name not in hidden}
        return self._shown(kind, {**shown, "is_deleted": True})

    def do_send(self, kind: str, form: Form, verb: str = "send") -> Form:
        """Move a message on."""
        one = self._named(kind, form)
        before, after = MOVES[verb]
        if one.get("state") != before:
            raise No("WrongState", "")
        one["state"] = after
        if verb == "send" and self.bug != "sent never":
            one["sent_at"] = time.time()
        return self._shown(kind, self._touched(one))

    def do_archive(self, kind: str, form: Form) -> Form:
        """Put a message away."""
        return self.do_send(kind, form, "archive")

    def do_restore(self, kind: str, form: Form) -> Form:
        """Take a message back."""
        return self.do_send(kind, form, "restore")

    def _named(self, kind: str, form: Form, *rows: str, gone: bool = False) -> Form:
        name = {"topic": "TopicName", "message": "MessageId"}[kind]
        known(form, (name, *rows))
        one = self.kept[kind].get(text(form, name, needed=True) or "")
        if one is None or (one["is_deleted"] and not gone):
            raise No("NotFound", name)
        return one

    def _touched(self, one: Form) -> Form:
        one["updated_at"] = time.time()
        return one

    def _shown(self, kind: str, one: Form) -> Form:
        found = dict(one)
        for name in ("created_at", "updated_at", "sent_at"):
            if found.get(name) is not None:
                found[name] = datetime.fromtimestamp(found[name], UTC).strftime(
                    "%Y-%m-%dT%H:%M:%SZ"
                )
        return {kind: camel(found, nothing=self.bug == "null")}


def camel(value: Any, *, nothing: bool) -> Any:
    """Return a value with names as they are answered, without what has no value."""
    if isinstance(value, list):
        return [camel(one, nothing=nothing) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {name: one for name, one in value.items() if nothing or one is not None}
    return {re.sub("_(.)", lambda found: found[1].upper(), name): camel(one, nothing=nothing)
            for name, one in kept.items()}  # fmt: skip


def parsed(body: str) -> Form:
    """Return a form with what stands below its dots."""
    found: Form = {}
    for name, value in parse_qsl(body, keep_blank_values=True):
        *above, last = name.split(".")
        here = found
        for part in above:
            inner = here.get(part)
            here[part] = inner if isinstance(inner, dict) else {}
            here = here[part]
        here[last] = value
    return found


def known(form: Form, rows: Sequence[str], above: str = "") -> None:
    """Refuse a row that nobody knows."""
    for name in form:
        if name not in rows:
            raise No("Unknown", above + name)


def text(
    form: Form, name: str, *, needed: bool = False, most: int = 0, like: str = "", above: str = "",
    among: Sequence[str] = (), clears: bool = False, bad: str = "BadForm",
) -> str | None:  # fmt: skip
    """Return a text of a form, None where there is none."""
    value = form.get(name)
    if value is None and not needed:
        return None
    if not isinstance(value, str) or not value:
        raise No("Missing" if needed else bad, above + name)
    if value == "-" and clears:
        return value
    if most and len(value) > most:
        raise No("TooLong", above + name)
    if like and not re.fullmatch(like, value):
        raise No(bad, above + name)
    if among and value not in among:
        raise No("NotAllowed", above + name)
    return value


def number(
    form: Form, name: str, among: Sequence[int] | None, bad: str = "OutOfRange"
) -> int | None:
    """Return a number of 64 bits of a form."""
    if name not in form:
        return None
    value = str(form[name])
    if not re.fullmatch(r"-?[0-9]{1,18}", value):
        raise No("NotANumber", name)
    if among is not None and int(value) not in among:
        raise No(bad, name)
    return int(value)


def flag(form: Form, name: str, *, wrongly: bool = False) -> bool | None:
    """Return a flag of a form; `wrongly` takes no for yes."""
    if name not in form:
        return None
    if form[name] not in ("yes", "no"):
        raise No("NotAFlag", name)
    return form[name] == "yes" or wrongly


def elements(form: Form, name: str) -> list[Any]:
    """Return the elements of a list of a form, by their numbers."""
    value = form.get(name, {})
    if not isinstance(value, dict) or not all(map(str.isdecimal, value)):
        raise No("BadForm", name)
    return [value[place] for place in sorted(value, key=int)]
