"""A server of the trunk API, written by hand. `bugs` are defects, one word each."""

from __future__ import annotations

import base64
import binascii
import json
import re
from datetime import UTC, datetime
from email.utils import format_datetime
from secrets import token_hex
from typing import Any
from urllib.parse import parse_qsl, urlencode

from tests.suites.servers import Answer, Call

Item = dict[str, Any]
Form = dict[str, list[str]]
ACCOUNT = "AC0123456789abcdef0123456789abcdef"
TOP = f"/2010/Accounts/{ACCOUNT}/IncomingNumbers"


class No(Exception):  # noqa: N818 - it is an answer
    """A refusal."""

    def __init__(self, status: int, code: int) -> None:
        super().__init__(str(code))
        self.status, self.code = status, code


def out(status: int, body: Any) -> Answer:
    return Answer(status, b"" if body is None else json.dumps(body).encode())


class Trunk:
    """Numbers, and messages below them, in memory."""

    def __init__(self, *bugs: str, key: str = "sk_test_assay") -> None:
        self.bugs, self.key = bugs, key
        self.numbers: dict[str, Item] = {}
        self.messages: dict[str, Item] = {}

    def has(self, bug: str) -> bool:
        return bug in self.bugs

    def now(self) -> str:
        found = datetime.now(UTC)
        return found.isoformat() if self.has("iso_dates") else format_datetime(found)

    def __call__(self, call: Call) -> Answer:
        try:
            return self.answer(call)
        except No as no:
            code: Any = str(no.code) if self.has("code_text") else no.code
            if self.has("silent"):
                return out(no.status, {})
            return out(no.status, {"code": code, "message": "no", "status": no.status})

    def answer(self, call: Call) -> Answer:  # noqa: C901 - the routes
        try:
            _, _, text = call.headers.get("authorization", "").partition(" ")
            user, _, password = base64.b64decode(text, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            user = password = ""
        if user != ACCOUNT or (password != self.key and not self.has("any_key")):
            raise No(403 if self.has("key_403") else 401, 20003)
        if not call.path.startswith(TOP) or not call.path.endswith(".json"):
            raise No(404, 20404)
        parts = call.path[len(TOP) : -5].strip("/").split("/") if call.path != f"{TOP}.json" else []
        pairs = parse_qsl(call.query if call.method == "GET" else call.body, keep_blank_values=True)
        form: dict[str, list[str]] = {}
        for name, value in pairs:
            form.setdefault(name, []).append(value)
        match (call.method, parts):
            case ("POST", []):
                return self.create(form)
            case ("GET", []):
                return self.listed(form)
            case ("GET" | "POST" | "DELETE", [sid]):
                return self.one(call.method, sid, form)
            case ("POST", [sid, "Messages"]):
                return self.send(self.number(sid), form)
            case ("GET", [sid, "Messages"]):
                return self.sent(self.number(sid), form)
            case ("GET" | "POST" | "DELETE", [sid, "Messages", mid]):
                return self.message(call.method, self.number(sid), mid, form)
            case ("POST", [sid, "Messages", mid, "Cancel"]):
                return self.cancel(self.number(sid), mid)
            case (
                _,
                [] | [_] | [_, "Messages"] | [_, "Messages", _] | [_, "Messages", _, "Cancel"],
            ):
                raise No(405, 20004)
        raise No(404, 20404)

    # forms
    def text(self, form: Form, name: str, most: int = 500, pattern: str = "") -> str | None:
        if name not in form:
            return None
        v = form[name][-1]
        if len(v) > most and not self.has("long_taken"):
            raise No(400, 21614)
        if pattern and not re.fullmatch(pattern, v) and not self.has("pattern_free"):
            raise No(400, 21615)
        return v

    def whole(self, form: Any, name: str, low: int, high: int) -> int | None:
        if name not in form:
            return None
        v = form[name][-1]
        if not re.fullmatch("-?[0-9]{1,30}", v):
            raise No(400, 21610)
        if not low <= int(v) <= high and not self.has("range_free"):
            raise No(400, 21611)
        return int(v)

    def flag(self, form: Form, name: str) -> bool | None:
        if name not in form:
            return None
        if form[name][-1] not in ("true", "false"):
            if self.has("flag_free"):
                return True
            raise No(400, 21613)
        return form[name][-1] == "true"

    def rows(self, form: Any) -> Item:
        found: Item = {}
        for name, key in (
            ("FriendlyName", "friendly_name"),
            ("SmsUrl", "sms_url"),
            ("SmsMethod", "sms_method"),
        ):
            v = self.text(form, name, 64 if key == "friendly_name" else 500)
            if v is not None:
                found[key] = v
        if found.get("sms_url") == "":
            found["sms_url"] = None
        if (
            "sms_method" in found
            and found["sms_method"] not in ("GET", "POST")
            and not self.has("enum_free")
        ):
            raise No(400, 21612)
        flag = self.flag(form, "VoiceCallerIdLookup")
        if flag is not None and not self.has("lookup_lost"):
            found["voice_caller_id_lookup"] = flag
        return found

    # numbers
    def create(self, form: Any) -> Answer:
        phone = self.text(form, "PhoneNumber", pattern=r"\+[0-9]{8,15}")
        if phone is None and not self.has("required_free"):
            raise No(400, 21603)
        most = self.whole(form, "MaxCalls", 1, 500)
        at = self.now()
        sid = "PN" + token_hex(16)
        if self.has("sid_short"):
            sid = sid[:20]
        item = {
            "sid": sid,
            "account_sid": ACCOUNT,
            "phone_number": phone or "",
            "friendly_name": phone or "",
            "sms_url": None,
            "sms_method": "POST",
            "voice_caller_id_lookup": False,
            "max_calls": most,
            "date_created": at,
            "date_updated": at,
            **self.rows(form),
        }
        if self.has("plus_lost"):
            item["phone_number"] = (phone or "").lstrip("+")
        if self.has("lookup_text"):
            item["voice_caller_id_lookup"] = str(item["voice_caller_id_lookup"]).lower()
        self.numbers[sid] = item
        return out(200 if self.has("status_200") else 201, self.show(item))

    def show(self, item: Item) -> Item:
        if self.has("pascal_answers"):
            return {"".join(p.title() for p in k.split("_")): v for k, v in item.items()}
        if self.has("field_gone"):
            return {k: v for k, v in item.items() if k != "sms_method"}
        return item

    def number(self, sid: str) -> Item:
        if sid not in self.numbers:
            raise No(400 if self.has("missing_400") else 404, 20404)
        return self.numbers[sid]

    def one(self, method: str, sid: str, form: Any) -> Answer:
        item = self.number(sid)
        if method == "GET":
            return out(200, self.show(item))
        if method == "DELETE":
            if not self.has("undead"):
                del self.numbers[sid]
            return out(200 if self.has("delete_200") else 204, None)
        rows = self.rows(form)
        if self.has("update_resets_method"):
            item["sms_method"] = "POST"
        if self.has("url_not_cleared") and rows.get("sms_url", 1) is None:
            del rows["sms_url"]
        if not self.has("update_lost"):
            item.update(rows, date_updated=self.now())
        return out(200, self.show({**item, **rows}))

    def page(self, rows: list[Item], form: Any, path: str, name: str, **others: str) -> Answer:
        size = self.whole(form, "PageSize", -(10**9), 10**9)
        size = 4 if size is None or self.has("size_ignored") else max(1, min(size, 20))
        page = self.whole(form, "Page", 0, 10**9) or 0
        if self.has("oldest_first"):
            rows.reverse()
        start = (
            page * size
            - (1 if self.has("overlap") and page else 0)
            + (1 if self.has("gap") and page else 0)
        )
        shown, more = rows[start : start + size], len(rows) > (page + 1) * size
        if self.has("ends_late") and shown:
            more = True
        if self.has("ends_early"):
            more = False
        link = (
            f"{path}?{urlencode({'PageSize': size, 'Page': page + 1, **others})}" if more else None
        )
        if self.has("link_loses_filter") and more:
            link = f"{path}?{urlencode({'PageSize': size, 'Page': page + 1})}"
        if self.has("link_away") and more:
            link = f"http://elsewhere.example{link}"
        return out(
            200,
            {
                name: [self.show(r) for r in shown],
                "page": page,
                "page_size": size,
                "next_page_uri": link,
            },
        )

    def listed(self, form: Any) -> Answer:
        rows = list(self.numbers.values())[::-1]
        own = {}
        if "FriendlyName" in form:
            own = {"FriendlyName": form["FriendlyName"][-1]}
            if not self.has("filter_ignored"):
                rows = [r for r in rows if r["friendly_name"] == own["FriendlyName"]]
            if self.has("filter_prefix"):
                rows = [
                    r
                    for r in self.numbers.values()
                    if r["friendly_name"].startswith(own["FriendlyName"][:3])
                ][::-1]
        return self.page(rows, form, f"{TOP}.json", "incoming_numbers", **own)

    # messages
    def send(self, number: Item, form: Any) -> Answer:
        to = self.text(form, "To", pattern=r"\+[0-9]{8,15}")
        body = self.text(form, "Body", 160)
        period = self.whole(form, "ValidityPeriod", 1, 14400)
        if to is None or (body is None and not self.has("body_free")):
            raise No(400, 21603)
        at = self.now()
        item = {
            "sid": "SM" + token_hex(16),
            "account_sid": ACCOUNT,
            "number_sid": number["sid"],
            "to": to,
            "body": body,
            "num_media": len(form.get("MediaUrl", [])),
            "validity_period": period,
            "status": "queued",
            "date_created": at,
            "date_updated": at,
        }
        if self.has("body_stripped"):
            item["body"] = (body or "").strip()
        if self.has("body_ascii"):
            item["body"] = (body or "").encode("ascii", "replace").decode()
        if self.has("period_lost"):
            item["validity_period"] = None
        self.messages[item["sid"]] = item
        return out(201, item)

    def sent(self, number: Item, form: Any) -> Answer:
        rows = [
            m
            for m in list(self.messages.values())[::-1]
            if m["number_sid"] == number["sid"] or self.has("list_of_all")
        ]
        own = {}
        if "To" in form:
            own = {"To": form["To"][-1]}
            if not self.has("to_ignored"):
                rows = [r for r in rows if r["to"] == own["To"]]
        return self.page(rows, form, f"{TOP}/{number['sid']}/Messages.json", "messages", **own)

    def its(self, number: Item, mid: str) -> Item:
        item = self.messages.get(mid)
        if item is None or (item["number_sid"] != number["sid"] and not self.has("parent_free")):
            raise No(404, 20404)
        return item

    def message(self, method: str, number: Item, mid: str, form: Any) -> Answer:
        item = self.its(number, mid)
        if method == "DELETE":
            del self.messages[mid]
            if self.has("delete_all"):
                self.messages = {
                    k: m for k, m in self.messages.items() if m["number_sid"] != number["sid"]
                }
            return out(204, None)
        if method == "POST":
            body = self.text(form, "Body", 160)
            if body is not None:
                item["body"] = body or None
            if self.has("redact_cancels"):
                item["status"] = "canceled"
            if self.has("redact_drops_period"):
                item["validity_period"] = None
            item["date_updated"] = self.now()
        return out(200, item)

    def cancel(self, number: Item, mid: str) -> Answer:
        item = self.its(number, mid)
        if item["status"] == "canceled" and not self.has("cancel_twice"):
            raise No(409, 21700 if not self.has("cancel_code") else 1)
        if not self.has("cancel_unsaid"):
            item["status"] = "canceled"
        if self.has("cancel_drops_body"):
            item["body"] = None
        return out(200, item)
