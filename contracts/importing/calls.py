"""The operations of a document as they are sent, and why others are left out.

Form bodies are read, also where JSON is offered beside them. What has a body of another kind, what
answers with no JSON and what stands on another host is listed, never imported half.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import SplitResult, urlsplit

from contracts.importing.document import Node, NoTargetError
from contracts.importing.limits import Limits

METHODS = ("get", "post", "put", "patch", "delete")
FORM = "application/x-www-form-urlencoded"
_STYLES = ("label", "matrix", "pipeDelimited", "spaceDelimited")  # that no form is written in
_UNASKED = ("accept", "content-type", "authorization", "content-length", "host", "user-agent")
_TEXT = re.compile(r"[^\x00-\x20{}?#]*")
_WORD = re.compile(r"[\w.~-]+", re.ASCII)  # what needs no escape in a path


class LeftOut(Exception):  # noqa: N818 - it is not an error, it is an answer
    """Why an operation is not imported."""


@dataclass(frozen=True, slots=True)
class Call:
    """One operation of a document: what it takes, and what answers it."""

    method: str  # "POST"
    path: str  # as the document has it
    pointer: str
    node: Node
    parameters: tuple[tuple[str, str, Node], ...] = ()  # place, name, node
    form: Node | None = None  # the media type of the form
    needed: bool = False  # the form may not be left out
    statuses: tuple[int, ...] = (200,)
    answer: Node | None = None  # the schema of the answer; None for an empty one
    refusals: dict[str, Node] = field(default_factory=dict)  # status -> schema
    above: str | None = None  # the path of its own server; None: that of the document's

    @property
    def title(self) -> str:
        """`POST /v1/customers`."""
        return f"{self.method} {self.path}"

    @property
    def segments(self) -> list[str]:
        """The parts of the path."""
        return [part for part in self.path.split("/") if part]


def calls(root: Node, host: str, only: tuple[str, ...], limits: Limits) -> Iterator[Call]:
    """Yield the operations that can be imported; `only` are globs of paths or of titles."""
    for path, item in root.below("paths").entries():
        try:
            there = item.followed()
        except NoTargetError as trouble:
            limits.add("left out", item.pointer, str(trouble))
            continue
        for word, node in there.entries():
            title = f"{word.upper()} {path}"
            if word not in METHODS:
                if word in ("head", "options", "trace"):
                    limits.add("left out", f"{item.pointer}/{word}", f"{title}: no method of ours")
                continue
            if only and not any(fnmatchcase(name, glob) for glob in only for name in (path, title)):
                continue
            pointer = f"{item.pointer}/{word}"
            try:
                yield _call(word.upper(), path, there, Node(node.value, pointer, node.resolver),
                            host, limits)  # fmt: skip
            except (LeftOut, NoTargetError) as reason:
                limits.add("left out", pointer, f"{title}: {reason}")


def _call(method: str, path: str, item: Node, node: Node, host: str, limits: Limits) -> Call:
    if not isinstance(node.value, dict):
        raise LeftOut("an operation is a mapping")
    above = _own_server(item, node, host)
    if not path.startswith("/"):
        raise LeftOut("its path does not begin with a slash")
    form, needed = _form(method, node, limits)
    statuses, answer = _answer(node)
    path, parameters = _chosen(path, tuple(_parameters(item, node, limits)), limits)
    found = Call(
        method, path, node.pointer, node, parameters, form, needed, statuses, answer,
        dict(_refusals(node)), above,
    )  # fmt: skip
    _check_path(found)
    return found


def _own_server(item: Node, node: Node, host: str) -> str | None:
    """Return the path of the server that an operation names itself, None where it names none."""
    for holder in (node, item):
        servers = holder.get("servers", list)
        if servers is None or not servers.value:
            continue
        names = {host_of(server): server for server in reversed(list(servers.items()))}
        if host not in names and "" not in names:
            raise LeftOut(f"it stands on another host, {', '.join(sorted(names))}")
        return address(names.get(host) or names[""]).path.rstrip("/")
    return None


def host_of(server: Node) -> str:
    """Return the host of a server, "" for one that is relative, with what a template has."""
    return address(server).netloc.lower()


def address(server: Node) -> SplitResult:
    """Return the address of a server in its parts; all are "" where it is none."""
    try:
        return urlsplit(server_url(server))
    except ValueError:  # brackets that are no address
        return urlsplit("")


def server_url(server: Node) -> str:
    """Return the address of a server; variables have their default values."""
    url = server.text("url")
    for name, variable in (server.get("variables") or Node({}, "", None)).entries():
        url = url.replace(f"{{{name}}}", variable.text("default") or name)
    return url


def _check_path(call: Call) -> None:
    for part in call.path.split("/")[1:]:
        if part in (".", "..") or not _TEXT.fullmatch(re.sub(r"\{[^{}/]+\}", "", part)):
            raise LeftOut(f"{part!r} is no part of a path")
        if part.count("{") > 1:
            raise LeftOut(f"{part!r} is more than one id between two slashes")
    named = re.findall(r"\{([^{}/]+)\}", call.path)
    if len(set(named)) != len(named):
        raise LeftOut("one name stands twice in its path")


def _form(method: str, node: Node, limits: Limits) -> tuple[Node | None, bool]:
    body = node.get("requestBody")
    if body is None:
        return None, False
    body = body.followed()
    media = dict(content_of(body))
    if not media:
        return None, False
    form = next((n for name, n in media.items() if name.partition(";")[0].strip() == FORM), None)
    if method == "GET":
        if form is None or _rows_in(form):
            limits.add("not read", body.pointer, "no body goes with GET")
        return None, False
    if form is None:
        kinds = ", ".join(media)
        if body.value.get("required") is not True and method == "DELETE":
            limits.add("not read", body.pointer, f"a body of {kinds}, which need not be sent")
            return None, False
        raise LeftOut(f"its body is {kinds}, and no form")
    return form, body.value.get("required") is True


def content_of(node: Node) -> list[tuple[str, Node]]:
    """Return the media types of a body or an answer. Raises NoTargetError."""
    content = node.get("content")
    if content is None:
        return []
    return [(name, media.followed()) for name, media in content.followed().entries()]


def _rows_in(form: Node) -> bool:
    schema = form.get("schema")
    return schema is not None and bool(schema.value.get("properties") or "$ref" in schema.value)


def _parameters(item: Node, node: Node, limits: Limits) -> Iterator[tuple[str, str, Node]]:
    """Yield place, name and node of each parameter; those of the operation win."""
    found: dict[tuple[str, str], Node] = {}
    for holder in (item, node):
        here: dict[tuple[str, str], str] = {}
        for one in (holder.get("parameters", list) or Node([], "", None)).items():
            try:
                there = one.followed()
            except NoTargetError as trouble:
                limits.add("not read", one.pointer, str(trouble))
                continue
            place, name = there.text("in"), there.text("name")
            if place in ("path", "query", "header", "cookie") and name:
                if (place, name) in here:
                    reason = f"{name!r} stands there twice: the last one is read"
                    limits.add("not read", here[place, name], reason)
                here[place, name] = one.pointer
                found[place, name] = Node(there.value, one.pointer, there.resolver)
            else:
                limits.add("not read", one.pointer, "a parameter without a name or a known place")
    yield from _asked(found, limits)


def _chosen(
    path: str, parameters: tuple[tuple[str, str, Node], ...], limits: Limits
) -> tuple[str, tuple[tuple[str, str, Node], ...]]:
    """Write into a path what is a choice of words, such as a format, and no id."""
    left = []
    for place, name, node in parameters:
        words = _words(node) if place == "path" else []
        if words:
            path = path.replace(f"{{{name}}}", words[0])
            limits.add("chosen", node.pointer, f"{name!r} is no id: {path} has {words[0]!r}")
        else:
            left.append((place, name, node))
    return path, tuple(left)


def _words(parameter: Node) -> list[str]:
    """Return the words of which a parameter is one, the one that its schema prefers first."""
    schema = parameter.get("schema")
    try:
        schema = schema.followed() if schema is not None else None
    except NoTargetError:
        return []
    value = schema.value if schema is not None and isinstance(schema.value, dict) else {}
    words = value.get("enum")
    if not isinstance(words, list) or not all(
        isinstance(w, str) and _WORD.fullmatch(w) for w in words
    ):
        return []
    told = (value.get("default"), value.get("example"), parameter.value.get("example"))
    return sorted(words, key=lambda word: word not in told)


def _asked(found: dict[tuple[str, str], Node], limits: Limits) -> Iterator[tuple[str, str, Node]]:
    """Yield the parameters that a form, a path or a header can have."""
    for (place, name), one in found.items():
        if place == "cookie":
            limits.add("not read", one.pointer, f"{name!r} is sent as a cookie")
        elif place == "header" and ("query", name) in found:
            limits.add("not read", one.pointer, f"{name!r} is a row of the query as well")
        elif place != "header" or name.lower() not in _UNASKED:
            if (style := one.text("style")) in _STYLES:
                limits.add("not read", f"{one.pointer}/style", f"{style!r} is no way of a form")
            yield place, name, one


def _answer(node: Node) -> tuple[tuple[int, ...], Node | None]:
    """Return the statuses of success, and the schema of the first answer that has one."""
    responses = node.get("responses")
    told = dict(responses.entries()) if responses else {}
    good = {status: one for status, one in told.items() if re.fullmatch(r"2\d\d", status)}
    if not good and "2xx" in {status.lower() for status in told}:
        good = {"200": next(one for status, one in told.items() if status.lower() == "2xx")}
    if not good and "default" in told and len(told) == 1:
        good = {"200": told["default"]}
    if not good:
        raise LeftOut(f"it names no answer of success ({', '.join(told) or 'none at all'})")
    schema = None
    kinds: list[str] = []
    for one in good.values():
        for name, media in content_of(one.followed()):
            kinds.append(name)
            if schema is None and _is_json(name):
                schema = media.get("schema")
    if kinds and not any(map(_is_json, kinds)):
        raise LeftOut(f"it answers with {', '.join(dict.fromkeys(kinds))}, and no JSON")
    return tuple(sorted(int(status) for status in good)), schema


def _is_json(name: str) -> bool:
    kind = name.partition(";")[0].strip().lower()
    return kind in ("application/json", "*/*", "text/json") or kind.endswith("+json")


def _refusals(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield status and schema of what a refusal answers."""
    responses = node.get("responses")
    for status, one in responses.entries() if responses else ():
        if not re.fullmatch(r"[45]\d\d|[45]xx|default", status.lower()):
            continue
        try:
            content = content_of(one.followed())
        except NoTargetError:
            continue
        for name, media in content:
            if _is_json(name) and (schema := media.get("schema")) is not None:
                yield status.lower(), schema
                break
        else:
            yield status.lower(), Node({}, one.pointer, one.resolver)


def media_facts(form: Node) -> dict[str, Any]:
    """Return `encoding` of a form: row -> what is said of how it is sent."""
    found = form.get("encoding")
    return found.value if found else {}
