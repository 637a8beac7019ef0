"""A server of the desk API, written by hand. `bugs` are defects, one word each."""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

from tests.packages.desk_forms import Forms, No
from tests.suites.servers import Answer, Call

Item = dict[str, Any]


def out(status: int, body: Any) -> Answer:
    return Answer(status, b"" if body is None else json.dumps(body).encode())


class Desk(Forms):
    """Shops, orders below them and lines below these, in memory."""

    def __init__(self, *bugs: str, key: str = "sk_test_assay") -> None:
        super().__init__(*bugs)
        self.key = key
        self.ids = itertools.count(101)
        self.shops: dict[int, Item] = {}
        self.orders: dict[int, Item] = {}
        self.lines: dict[int, Item] = {}
        self.keys: dict[str, tuple[Any, Answer]] = {}
        self.ticks = itertools.count()

    def now(self) -> str:
        at = datetime.now(UTC) + timedelta(milliseconds=next(self.ticks))
        return at.strftime("%Y-%m-%dT%H:%M:%SZ")

    def __call__(self, call: Call) -> Answer:
        try:
            return self.answer(call)
        except No as no:
            body = {"error": no.code, "message": no.code}
            if no.field:
                body["field"] = no.field
            return out(no.status, body)

    def answer(self, call: Call) -> Answer:
        sent = call.headers.get("x-desk-token")
        if sent != self.key and not (self.has("any_key") and sent) and not self.has("no_keys"):
            raise No(401, "no_key")
        if not call.path.startswith("/api/v3/"):
            raise No(404, "no_path")
        parts = call.path[len("/api/v3/") :].split("/")
        pattern = "/".join("#" if p.isdigit() or not p.isalpha() else p for p in parts)
        names = [int(p) if p.isdigit() else -1 for p in parts if p.isdigit() or not p.isalpha()]
        routes: dict[str, dict[str, Any]] = {
            "shops": {"POST": self.shop_create, "GET": self.shop_list},
            "shops/#": {"GET": self.shop_get, "PATCH": self.shop_patch, "DELETE": self.shop_delete},
            "shops/#/orders": {"POST": self.order_create, "GET": self.order_list},
            "shops/#/orders/#": {
                "GET": self.order_get,
                "PATCH": self.order_patch,
                "PUT": self.order_put,
            },
            "shops/#/orders/#/confirm": {"POST": self.confirm},
            "shops/#/orders/#/ship": {"POST": self.ship},
            "shops/#/orders/#/cancel": {"POST": self.cancel},
            "shops/#/orders/#/lines": {"POST": self.line_create, "GET": self.line_list},
            "shops/#/orders/#/lines/#": {"GET": self.line_get, "DELETE": self.line_delete},
        }
        there = routes.get(pattern)
        if there is None:
            raise No(404, "no_path")
        if call.method not in there:
            raise No(405, "no_verb")
        text = call.query if call.method in ("GET", "DELETE") else call.body
        form: dict[str, list[str]] = {}
        for n, v in parse_qsl(text, keep_blank_values=True):
            form.setdefault(n, []).append(v)
        key = (
            form.get("request_key", [""])[0]
            if call.method == "POST" and len(parts) in (1, 3)
            else ""
        )
        if len(key) > 40:
            raise No(422, "too_long", "request_key")
        if key and key in self.keys and not self.has("keys_forgotten"):
            said, answer = self.keys[key]
            if said != (call.path, call.body) and not self.has("keys_any_form"):
                raise No(409, "key_reused", "request_key")
            return answer
        done: Answer = there[call.method](names, form)
        if key:
            self.keys[key] = ((call.path, call.body), done)
        return done

    # shops

    def shop_create(self, _n: list[int], form: Any) -> Answer:
        key = {"request_key": self.text(40)}
        rows = {
            "name": self.text(40),
            "currency": self.enum("eur", "usd", "jpy"),
            "open": self.flag(),
            **key,
        }
        found = self.read(form, rows, () if self.has("required_free") else ("name",))
        found.pop("request_key", None)
        at = self.now()
        item = {
            "id": next(self.ids),
            "name": "?",
            "currency": "eur",
            "open": True,
            "created_at": at,
            "updated_at": at,
            "deleted_at": None,
            **found,
        }
        if self.has("id_text"):
            item["id"] = str(item["id"])
        if self.has("name_cut"):
            item["name"] = item["name"][:10]
        if self.has("name_upper"):
            item["name"] = item["name"].upper()
        self.shops[int(item["id"])] = item
        return out(200 if self.has("status_200") else 201, item)

    def shop(self, n: int, gone: bool = False) -> Item:
        item = self.shops.get(n)
        if item is None or (item["deleted_at"] and not gone):
            raise No(
                400 if self.has("not_found_400") else 404,
                "nothing" if self.has("not_found_code") else "not_found",
            )
        return item

    def shop_get(self, n: list[int], form: Any) -> Answer:
        self.read(form, {})
        item = self.shop(n[0], gone=True)
        if self.has("get_other"):
            item = next(iter(self.shops.values()))
        if self.has("created_moves"):
            item = {**item, "created_at": self.now()[:-4] + "00Z"}
        return out(200, item)

    def shop_patch(self, n: list[int], form: Any) -> Answer:
        item = self.shop(n[0])
        rows = {"name": self.text(40), "open": self.flag()}
        found = self.read(form, rows)
        if self.has("patch_resets"):
            item["open"] = True
        if self.has("patch_nothing"):
            return out(200, {**item, **found})
        item.update(found, updated_at=self.now())
        return out(200, item)

    def shop_delete(self, n: list[int], form: Any) -> Answer:
        item = self.shop(n[0])
        self.read(form, {})
        if not self.has("delete_silent"):
            item["deleted_at"] = self.now()
        if self.has("delete_hard"):
            del self.shops[n[0]]
        if self.has("delete_renames"):
            item["name"] = "deleted"
        return out(200, item)

    def page(self, rows: list[Item], found: Item) -> Answer:
        start, count = found.get("offset", 0), found.get("count", 4)
        if self.has("count_ignored"):
            count = 4
        if self.has("default_wrong") and "count" not in found:
            count = 5
        if self.has("page_overlap") and start:
            start -= 1
        if self.has("page_gap") and start:
            start += 1
        total = len(rows) if not self.has("total_of_page") else len(rows[start : start + count])
        if self.has("oldest_first"):
            rows.reverse()
        return out(200, {"rows": rows[start : start + count], "total": total})

    PAGE = property(lambda self: {"offset": self.number(0), "count": self.number(1, 12)})

    def shop_list(self, _n: list[int], form: Any) -> Answer:
        found = self.read(form, {**self.PAGE, "currency": self.enum("eur", "usd", "jpy")})
        rows = [
            s
            for s in list(self.shops.values())[::-1]
            if not s["deleted_at"] or self.has("list_deleted")
        ]
        if "currency" in found and not self.has("filter_ignored"):
            rows = [s for s in rows if s["currency"] == found["currency"]]
        if self.has("list_bare"):
            rows = [{k: v for k, v in r.items() if k != "currency"} for r in rows]
        return self.page(rows, found)

    # orders

    def order_create(self, n: list[int], form: Any) -> Answer:
        self.shop(n[0])
        rows = {
            "reference": self.text(32),
            "quantity": self.number(1, 99),
            "note": self.text(60, clear=True),
            "due": self.time(),
            "tags": self.many(12),
            "address[city]": self.text(30),
            "address[postcode]": self.text(5, "[0-9]{5}"),
            "request_key": self.text(40),
        }
        found = self.read(form, rows, ("reference", "quantity"))
        found.pop("request_key", None)
        if any(o["reference"] == found["reference"] for o in self.orders.values()):
            raise No(422, "already_used", "reference")
        city, code = found.pop("address[city]", None), found.pop("address[postcode]", None)
        if code is not None and city is None and not self.has("nested_free"):
            raise No(422, "missing", "address[city]")
        at = self.now()
        item = {
            "id": next(self.ids),
            "shop": n[0],
            "note": None,
            "due": None,
            "tags": [],
            "address": {"city": city or "?", "postcode": code} if city or code else None,
            "status": "draft",
            "carrier": None,
            "reason": None,
            "confirmed_at": None,
            "created_at": at,
            "updated_at": at,
            **found,
        }
        if self.has("tags_lost"):
            item["tags"] = item["tags"][:1]
        if self.has("tags_reversed"):
            item["tags"] = item["tags"][::-1]
        if self.has("shop_wrong"):
            item["shop"] = n[0] + 1
        if self.has("due_lost"):
            item["due"] = None
        if self.has("postcode_lost") and item["address"]:
            item["address"] = {**item["address"], "postcode": None}
        if self.has("starts_confirmed"):
            item["status"] = "confirmed"
        self.orders[item["id"]] = item
        return out(201, item)

    def order(self, n: list[int]) -> Item:
        self.shop(n[0])
        item = self.orders.get(n[1])
        if item is None or (
            item["shop"] != n[0] and not self.has("parent_free") and not self.has("shop_wrong")
        ):
            raise No(404, "not_found")
        return item

    def order_get(self, n: list[int], form: Any) -> Answer:
        self.read(form, {})
        return out(200, self.order(n))

    def order_patch(self, n: list[int], form: Any) -> Answer:
        item = self.order(n)
        found = self.read(form, {"quantity": self.number(1, 99), "note": self.text(60, clear=True)})
        if item["status"] in ("shipped", "cancelled") and not self.has("patch_late"):
            raise No(409, "wrong_state")
        if self.has("note_not_cleared") and found.get("note", 1) is None:
            del found["note"]
        if self.has("note_cleared_text") and found.get("note", 1) is None:
            found["note"] = ""
        if self.has("patch_drops_note") and "note" not in found:
            found["note"] = None
        if self.has("patch_drops_tags"):
            found["tags"] = []
        item.update(found, updated_at=self.now())
        return out(200, item)

    def order_put(self, n: list[int], form: Any) -> Answer:
        item = self.order(n)
        rows = {
            "quantity": self.number(1, 99),
            "note": self.text(60, clear=True),
            "due": self.time(),
        }
        found = self.read(form, rows, ("quantity",))
        if item["status"] in ("shipped", "cancelled"):
            raise No(409, "wrong_state")
        if not self.has("put_is_patch"):
            item.update(note=None, due=None)
        if self.has("put_new_id"):
            del self.orders[item["id"]]
            item["id"] = next(self.ids)
            self.orders[item["id"]] = item
        item.update(found, updated_at=self.now())
        return out(200, item)

    def order_list(self, n: list[int], form: Any) -> Answer:
        self.shop(n[0])
        states = self.enum("draft", "confirmed", "shipped", "cancelled")
        found = self.read(form, {**self.PAGE, "status": states, "quantity": self.number()})
        rows = [
            o
            for o in list(self.orders.values())[::-1]
            if o["shop"] == n[0] or self.has("list_of_all")
        ]
        for name in ("status", "quantity"):
            if name in found and not (self.has("filter_ignored") or self.has(f"no_{name}_filter")):
                rows = [o for o in rows if o[name] == found[name]]
        return self.page(rows, found)

    def move(self, item: Item, able: tuple[str, ...], to: str, **others: Any) -> Answer:
        if item["status"] not in able and not self.has(f"{to}_always"):
            if self.has("state_400"):
                raise No(400, "wrong_state")
            raise No(409, "wrong_state")
        if not self.has(f"{to}_unsaid"):
            item["status"] = to
        item.update(others, updated_at=self.now())
        return out(200, item)

    def confirm(self, n: list[int], form: Any) -> Answer:
        item = self.order(n)
        self.read(form, {})
        at = {} if self.has("confirmed_at_lost") else {"confirmed_at": self.now()}
        return self.move(item, ("draft",), "confirmed", **at)

    def ship(self, n: list[int], form: Any) -> Answer:
        item = self.order(n)
        found = self.read(form, {"carrier": self.enum("post", "van")}, ("carrier",))
        if self.has("carrier_lost"):
            found = {"carrier": "post"}
        able = ("confirmed", "draft") if self.has("ship_early") else ("confirmed",)
        return self.move(item, able, "shipped", **found)

    def cancel(self, n: list[int], form: Any) -> Answer:
        item = self.order(n)
        found = self.read(form, {"reason": self.text(30)})
        if self.has("cancel_moves_first"):
            item["note"] = "cancelled"
        return self.move(item, ("draft", "confirmed"), "cancelled", **found)

    # lines

    def line_create(self, n: list[int], form: Any) -> Answer:
        self.order(n)
        rows = {
            "sku": self.text(6, "[A-Z]{2}-[0-9]{3}"),
            "cents": self.number(0, 100_000),
            "kind": self.enum("goods", "fee"),
        }
        if self.has("sku_long"):
            rows["sku"] = self.text(6)
        found = self.read(form, rows, ("sku", "cents"))
        item = {
            "id": next(self.ids),
            "order": n[1],
            "kind": "goods",
            **found,
            "created_at": self.now(),
        }
        self.lines[item["id"]] = item
        return out(201, item)

    def line(self, n: list[int]) -> Item:
        self.order(n[:2])
        item = self.lines.get(n[2])
        if item is None or (item["order"] != n[1] and not self.has("parent_free")):
            raise No(404, "not_found")
        return item

    def line_get(self, n: list[int], form: Any) -> Answer:
        self.read(form, {})
        return out(200, self.line(n))

    def line_delete(self, n: list[int], form: Any) -> Answer:
        self.read(form, {})
        if self.has("line_undead"):
            self.line(n)
            return out(204, None)
        if self.has("line_again") and n[2] not in self.lines:
            return out(204, None)
        self.line(n)
        del self.lines[n[2]]
        if self.has("lines_all"):
            self.lines.clear()
        if self.has("line_chatty"):
            return out(204, {"gone": True})
        if self.has("line_200"):
            return out(200, None)
        return out(204, None)

    def line_list(self, n: list[int], form: Any) -> Answer:
        self.order(n)
        found = self.read(form, {**self.PAGE, "kind": self.enum("goods", "fee")})
        rows = [
            x
            for x in list(self.lines.values())[::-1]
            if x["order"] == n[1] or self.has("list_of_all")
        ]
        if "kind" in found and not self.has("filter_ignored"):
            rows = [x for x in rows if x["kind"] == found["kind"]]
        return self.page(rows, found)
