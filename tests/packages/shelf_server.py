"""A server of the shelf API, written by hand: fields below `attributes`, errors in a list, tokens.

`bugs` are planted, one word each; without any it keeps every promise.
"""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, unquote

from tests.suites.servers import Answer, Call

_LENGTHS = {"name": 60, "title": 80, "words": 90}
Thing = dict[str, Any]


class RefusedError(Exception):
    """A refusal: its status and the row that it blames."""


class Shelf:
    """Authors, books and reviews, in memory."""

    def __init__(self, *bugs: str, key: str = "sk_test_assay") -> None:
        self.bugs, self.key = bugs, key
        self.things: dict[str, Thing] = {}
        self.count = itertools.count(1)

    def __call__(self, call: Call) -> Answer:
        """Answer a call."""
        try:
            if call.headers.get("authorization") != f"Bearer {self.key}":
                raise RefusedError(401, "")
            reads = call.method in ("GET", "DELETE")
            form = dict(parse_qsl(call.query if reads else call.body, True))
            status, body = self._routed(call.method, call.path.strip("/").split("/")[1:], form)
        except RefusedError as no:
            status, row = no.args
            sort = "stranger" if status == 401 and "request" not in self.bugs else "request"
            code = "key" if status == 401 else "wrong"
            error = {"sort": sort, "code": code, "source": {"parameter": row}, "detail": "no"}
            body = {"errors": [error]}
        return Answer(status, b"" if body is None else json.dumps(body).encode())

    def _routed(self, method: str, path: list[str], form: dict[str, str]) -> tuple[int, Any]:
        match [method, *path]:
            case ["POST", "authors"]:
                return self._made("authors", {"name": self._text(form, "name")})
            case ["POST", "books"]:
                return self._made("books", self._book(form))
            case ["POST", "books", name, "review"]:
                book = self._found("books", name)["id"]
                book = f"{int(book) + 1:08d}" if "own book" in self.bugs else book
                return self._made("reviews", {"words": self._text(form, "words"), "book_id": book})
            case ["PATCH", "authors", name]:
                author = self._found("authors", name)
                every = [one for one in self.things.values() if one["_kind"] == "authors"]
                for one in every if "all authors" in self.bugs and form else [author]:
                    one["name"] = self._text(form, "name") if "name" in form else one["name"]
                return 200, {"data": self._shown(author)}
            case ["GET", ("authors" | "books" | "reviews") as kind, name]:
                return 200, {"data": self._shown(self._found(kind, name))}
            case ["GET", "authors", "by-name", name]:
                return 200, {"data": self._shown(self._called(unquote(name)))}
            case ["DELETE", "books", name]:
                self.things.pop(self._found("books", name)["id"])
                return 204, None
        return 200, self._page(method, path, form)

    def _page(self, method: str, path: list[str], form: dict[str, str]) -> Thing:
        match [method, *path]:
            case ["GET", ("authors" | "books") as kind]:
                return self._listed(kind, form)
            case ["GET", "authors", name, "books"]:
                return self._listed("books", form, writer=self._found("authors", name)["id"])
            case ["GET", "books", name, "reviews"]:
                return self._listed("reviews", form, book_id=self._found("books", name)["id"])
        raise RefusedError(404, "")

    def _made(self, kind: str, own: Thing) -> tuple[int, Any]:
        number = next(self.count)
        at = datetime.now(UTC) - timedelta(seconds=30_000 - number)
        name = f"{10_000_000 + number * 7919 % 89_999_999:08d}"
        self.things[name] = {"id": name, **own, "created_at": at, "_kind": kind}
        return 201, {"data": self._shown(self.things[name])}

    def _found(self, kind: str, name: str) -> Thing:
        found = self.things.get(name, {})
        if found.get("_kind") != kind:
            raise RefusedError(404, "")
        return found

    def _called(self, name: str) -> Thing:
        every = [one for one in self.things.values() if one["_kind"] == "authors"]
        found = [one for one in every if "anybody" in self.bugs or one["name"] == name]
        if not found:
            raise RefusedError(404, "")
        return found[0]

    def _text(self, form: dict[str, str], row: str) -> str:
        text = form.get(row, "")
        if len(text) < (2 if row == "name" else 1) or len(text) > _LENGTHS[row]:
            raise RefusedError(400, row)
        return text.encode().hex() if "raw" in self.bugs and text.startswith("%") else text

    def _author(self, form: dict[str, str], row: str) -> str | None:
        name = form.get(row)
        if name is not None and self.things.get(name, {}).get("_kind") != "authors":
            raise RefusedError(400, row)
        return name

    def _book(self, form: dict[str, str]) -> Thing:
        if "writer" not in form:
            raise RefusedError(400, "writer")
        pages = int(form["pages"]) if form.get("pages", "").isdecimal() else None
        return {
            "title": self._text(form, "title"), "writer": self._author(form, "writer"),
            "editor": self._author(form, "editor"), "pages": pages,
        }  # fmt: skip

    def _shown(self, thing: Thing) -> Thing:
        own = {name: value for name, value in thing.items() if name not in ("id", "_kind")}
        own["created_at"] = own["created_at"].strftime("%Y-%m-%dT%H:%M:%SZ")
        found: Thing = {"id": thing["id"], "type": thing["_kind"], "links": {"self": ""}}
        if "flat" in self.bugs:
            return {**found, **own}
        if "title outside" in self.bugs and "title" in own:
            found["title"] = own.pop("title")
        return {**found, "attributes": own}

    def _listed(self, kind: str, form: dict[str, str], **above: str) -> Thing:
        every = [one for one in reversed(self.things.values()) if one["_kind"] == kind]
        if "all books" not in self.bugs:
            every = [one for one in every if all(one[n] == value for n, value in above.items())]
        every = [one for one in every if self._within(one, form)]
        after = form.get("after", "0")
        start = int(after) if after.isdecimal() else 0
        size = int(form["size"]) if form.get("size", "").isdecimal() else 3
        page = every[start : start + min(max(size, 1), 8)]
        end = start + len(page)
        more = bool(page) if "one page more" in self.bugs else end < len(every)
        count = len(every) if "counts all" in self.bugs else len(page)
        meta = {"after": str(end) if more else None, "count": count}
        return {"data": [self._shown(one) for one in page], "meta": meta}

    def _within(self, thing: Thing, form: dict[str, str]) -> bool:
        pages = thing.get("pages")
        low = [form[n] for n in ("pages_from", "pages[gte]") if n in form and n not in self.bugs]
        high = (
            [form["pages[lte]"]] if "pages[lte]" in form and "pages[lte]" not in self.bugs else []
        )
        bounds = [pages is not None and pages >= int(n) for n in low if n.isdecimal()]
        bounds += [pages is not None and pages <= int(n) for n in high if n.isdecimal()]
        if "created_before" in form and "created_before" not in self.bugs:
            bounds.append(thing["created_at"].isoformat()[:19] < form["created_before"][:19])
        return all(bounds)
