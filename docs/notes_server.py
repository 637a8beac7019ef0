"""The server of notes that docs/your-own-api.md judges; it forgets how long a text may be."""

from __future__ import annotations

import itertools
import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

NOTES: dict[str, dict[str, Any]] = {}
COLOURS = ("white", "yellow")
_NUMBERS = itertools.count(1)


class Refused(Exception):  # noqa: N818 - it is an answer
    """A refusal: its status, its code and the field that it blames."""


class Notes(BaseHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body go together

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        form = dict(parse_qsl(self.rfile.read(length).decode(), keep_blank_values=True))
        try:
            status, body = self._done(urlsplit(self.path).path, form)
        except Refused as refusal:
            status, code, field = refusal.args
            error = {"code": code, "message": code, **({"field": field} if field else {})}
            body = {"error": error}
        data = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _answer  # noqa: N815 - the library's names

    def _done(self, path: str, form: dict[str, str]) -> tuple[int, Any]:
        if not self.headers.get("Authorization", "").startswith("Bearer key_of_mine"):
            raise Refused(401, "unauthorized", "")
        place, _, name = path.removeprefix("/notes").partition("/")
        query = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        if path == "/notes" and self.command == "POST":
            return 201, _made(form)
        if path == "/notes" and self.command == "GET":
            return 200, _listed(query)
        if place or not path.startswith("/notes/") or name not in NOTES:
            raise Refused(404, "not_found", "")
        if self.command not in ("GET", "DELETE"):
            raise Refused(405, "no_such_method", "")
        _check({**query, **form}, ())
        if self.command == "DELETE":
            del NOTES[name]
            return 204, None
        return 200, NOTES[name]

    def log_message(self, *_parts: object) -> None:
        """Say nothing."""


def _check(form: dict[str, str], known: tuple[str, ...]) -> None:
    for field in form:
        if field not in known:
            raise Refused(422, "unknown", field)
    if form.get("colour", "white") not in COLOURS:
        raise Refused(422, "invalid", "colour")


def _made(form: dict[str, str]) -> dict[str, Any]:
    if "text" not in form:
        raise Refused(422, "missing", "text")
    _check(form, ("text", "colour"))
    note = {"id": f"n_{next(_NUMBERS):06d}", "created": int(time.time()), "text": form["text"],
            "colour": form.get("colour")}  # fmt: skip
    NOTES[str(note["id"])] = note
    return note


def _listed(query: dict[str, str]) -> dict[str, Any]:
    _check(query, ("limit", "after", "colour"))
    limit = query.get("limit", "10")
    if not limit.isdecimal():
        raise Refused(422, "invalid", "limit")
    size = min(max(int(limit), 1), 100)
    after = query.get("after")
    if after is not None and after not in NOTES:
        raise Refused(422, "invalid", "after")
    found = [note for name, note in reversed(NOTES.items()) if after is None or name < after]
    found = [note for note in found if query.get("colour") in (None, note["colour"])]
    return {"items": found[:size], "more": len(found) > size}


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Notes).serve_forever()
