"""A server of the crates API, written by hand: the caller names a crate, and reads it back.

`bugs` are defects of real servers, one word each; without any it keeps every promise.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import parse_qsl

from tests.suites.servers import Answer, Call

_SKU = re.compile(r"[A-Z]{3}-[0-9]{5}")


class Crates:
    """Crates, in memory."""

    def __init__(self, *bugs: str, key: str = "sk_test_assay") -> None:
        self.bugs = bugs
        self.key = key
        self.crates: dict[str, dict[str, Any]] = {}
        self.once: dict[str, Answer] = {}
        self.created: list[str] = []  # every name that a caller chose
        self.strange: list[str] = []  # names in a path that no id can be

    def __call__(self, call: Call) -> Answer:
        """Answer a call."""
        if call.headers.get("authorization") != f"Bearer {self.key}":
            return _no(401, "no_key")
        parts = call.path.strip("/").split("/")
        form = dict(parse_qsl(call.body, keep_blank_values=True))
        if parts == ["crates"] and call.method == "POST":
            return self._once(form)
        if parts == ["crates"] and call.method == "GET":
            return _yes(200, {"crates": list(self.crates.values())})
        if len(parts) == 2 and parts[0] == "crates" and call.method in ("GET", "PATCH"):
            return self._one(call.method, parts[1], form)
        return _no(404, "no_path")

    def _once(self, form: dict[str, str]) -> Answer:
        key = form.get("once")
        known = self.once.get(key or "") if "keyless" not in self.bugs else None
        answer = known or self._create(form)
        if key and answer.status == 201:
            self.once[key] = answer
        return answer

    def _create(self, form: dict[str, str]) -> Answer:
        missing = [name for name in ("sku", "weight") if name not in form]
        if missing and "sloppy" not in self.bugs:
            return _no(400, f"{missing[0]}_missing")
        sku, weight = form.get("sku", "AAA-00000"), form.get("weight", "1")
        if not _SKU.fullmatch(sku) or not weight.lstrip("-").isdecimal() or not weight.isascii():
            return _no(400, "no_such_form")
        if sku in self.crates:
            return _no(409, "taken")
        self.created.append(sku)
        if "renames" in self.bugs:
            sku = f"ZZZ-{len(self.crates):05d}"
        self.crates[sku] = {"sku": sku, "weight": int(weight) + ("heavier" in self.bugs)}
        return _yes(201, {"sku": sku})

    def _one(self, method: str, sku: str, form: dict[str, str]) -> Answer:
        if not _SKU.fullmatch(sku):
            self.strange.append(sku)
        crate = self.crates.get(sku)
        if crate is None:
            return _no(410 if "gone" in self.bugs else 404, "no_crate")
        if method == "GET":
            return _yes(200, crate)
        weight = form.get("weight", str(crate["weight"]))
        if not weight.lstrip("-").isdecimal() or not weight.isascii():
            return _no(400, "no_such_form")
        if "forgets" not in self.bugs:
            crate["weight"] = int(weight)
        return _yes(200, {"sku": sku})


def _yes(status: int, body: Any) -> Answer:
    return Answer(status, json.dumps(body).encode())


def _no(status: int, code: str) -> Answer:
    return Answer(status, json.dumps({"reason": code, "words": f"no: {code}"}).encode())
