"""What stands around every request of a document: host, prefix, keys, and how forms are written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from contracts.importing.calls import METHODS, Call, address, host_of, media_facts
from contracts.importing.document import Node, NoTargetError
from contracts.importing.limits import Limits

Entry = dict[str, Any]
_PREFIX = re.compile(r"(?:/[^\x00-\x20{}?#/]+)*")
_SCHEMES = {"bearer": "bearer", "basic": "basic"}


def servers(root: Node) -> list[Node]:
    """Return the servers of a document; where it has none, those of its paths."""
    told = list((root.get("servers", list) or Node([], "", None)).items())
    if told:
        return told
    found: list[Node] = []
    for _, item in root.below("paths").entries():
        holders = [item, *(node for word, node in item.entries() if word in METHODS)]
        for holder in holders:
            found += list((holder.get("servers", list) or Node([], "", None)).items())
    return found


def host(root: Node) -> str:
    """Return the host that a document speaks of, "" where it names none."""
    told = servers(root)
    if not told:
        return ""
    counted = Counter(host_of(server) for server in told)
    first = host_of(told[0])
    return first if (root.get("servers", list)) is not None else counted.most_common(1)[0][0]


def base_of(root: Node, paths: Iterable[str], name: str, limits: Limits) -> tuple[str, str, str]:
    """Return the prefix of the address, and what all paths begin and end with."""
    above = ""
    for server in servers(root):
        if host_of(server) == name:
            above = address(server).path.rstrip("/")
            if not _PREFIX.fullmatch(above) or ".." in above.split("/"):
                limits.add("not read", server.pointer, f"its path {above!r}: '' stands in")
                above = ""
            break
    told = sorted(set(paths))
    return above, beginning(told), ending(told)


def ending(paths: list[str]) -> str:
    """Return what paths end with where an id could not stand otherwise: `/cards/{id}.json`."""
    endings = Counter(path.rpartition("}")[2] for path in paths if not path.endswith("}"))
    joined = [end for end in endings if end.startswith(".") and f"}}{end}" in "".join(
        path[-len(end) - 1:] for path in paths if path.endswith(f"}}{end}")
    )]  # fmt: skip
    best = max(joined, key=lambda end: sum(p.endswith(end) for p in paths), default="")
    return best if sum(p.endswith(best) for p in paths) * 2 > len(paths) else ""


def beginning(paths: list[str]) -> str:
    """Return the parts that all paths begin with, such as a version: never all of a path."""
    if len(paths) < 2:
        return ""
    parts = [path.split("/")[1:-1] for path in paths]
    found: list[str] = []
    for same in zip(*parts, strict=False):
        if len(set(same)) > 1 or "{" in same[0] or len(found) > 1:
            break
        found.append(same[0])
    versions = [p for p in found if any(c.isdigit() for c in p) or p in ("api", "rest")]
    return "".join(f"/{part}" for part in found[: len(versions)] if part in versions)


def auth_of(root: Node, limits: Limits) -> Entry:
    """Return which keys are sent and where, as the security of a document says."""
    holder = root.get("components")
    schemes = holder.get("securitySchemes") if holder else None
    known = dict(schemes.entries()) if schemes else {}
    found: Entry = {}
    kinds: list[str] = []
    for name in _asked(root, known):
        try:
            node = known[name].followed()
        except NoTargetError as trouble:
            limits.add("not read", known[name].pointer, str(trouble))
            continue
        kind, sent_as = _scheme(node)
        if not kind:
            limits.add("not read", node.pointer, f"a key by {node.text('in') or node.text('type')}")
        elif sent_as and found.get("name", sent_as) != sent_as:
            limits.add("not read", node.pointer, f"a second key, under {sent_as!r}")
        elif kind not in kinds:
            kinds.append(kind)
            if sent_as:
                found["name"] = sent_as
    return {"schemes": kinds, **found} if kinds else {}


def _asked(root: Node, known: dict[str, Node]) -> list[str]:
    """Return the names of the schemes, those that the whole document asks for first."""
    asked: list[str] = []
    holders = [root]
    for _, item in root.below("paths").entries():
        holders += [node for word, node in item.entries() if word in METHODS]
    for holder in holders:
        for either in (holder.get("security", list) or Node([], "", None)).items():
            asked += [name for name, _ in either.entries()]
    counted = [name for name, _ in Counter(asked).most_common()]
    rank = {name: place for place, name in enumerate(known)}
    first = [name for name in asked[:4] if name in known and root.get("security", list)]
    rest = sorted((n for n in counted if n in known), key=lambda n: (-asked.count(n), rank[n]))
    return list(dict.fromkeys([*first, *rest, *([] if asked else known)]))


def _scheme(node: Node) -> tuple[str, str]:
    kind = node.text("type").lower()
    if kind == "http":
        return _SCHEMES.get(node.text("scheme").lower(), ""), ""
    if kind == "apikey":
        place, name = node.text("in"), node.text("name")
        if place == "header" and name.lower() == "authorization":
            return "bearer", ""
        return (place, name) if place in ("header", "query") and name else ("", "")
    return ("bearer", "") if kind in ("oauth2", "openidconnect") else ("", "")


def form_of(calls: Iterable[Call]) -> Entry:
    """Return how nested values and arrays are written, as most rows say."""
    nested: Counter[str] = Counter()
    arrays: Counter[str] = Counter()
    for call in calls:
        for style, explode, kind, name in _styles(call):
            if name.endswith("[]"):
                arrays["empty"] += 1
            elif style == "deepObject":
                nested["brackets"] += 1
                arrays["numbered"] += kind == "array"
            elif kind == "array":
                arrays["repeated" if explode else "comma"] += 1
    found: Entry = {}
    if nested:
        found["nesting"] = "brackets"
    told = [kind for kind, _ in arrays.most_common() if kind != "comma"]
    if told:
        found["arrays"] = told[0]
    return found


def _styles(call: Call) -> Iterator[tuple[str, bool, str, str]]:
    """Yield style, explosion, type and name of what is an array or an object."""
    for place, name, node in call.parameters:
        schema = node.get("schema")
        kind = _kind(schema)
        if place == "query" and kind:
            style = node.text("style") or "form"
            yield style, node.value.get("explode", style == "form") is True, kind, name
    if call.form is None:
        return
    schema = call.form.get("schema")
    try:
        rows = schema.followed().get("properties") if schema else None
    except NoTargetError:
        return
    told = media_facts(call.form)
    for name, inner in rows.entries() if rows else ():
        said = told.get(name)
        said = said if isinstance(said, dict) else {}
        style = said.get("style", "form")
        kind = _kind(inner)
        if kind and (said or kind == "array"):
            yield style, said.get("explode", style == "form") is True, kind, name


def _kind(schema: Node | None) -> str:
    """Return whether a schema is of an array or an object, as it stands, "" for others."""
    if schema is None:
        return ""
    try:
        value = schema.followed().value
    except NoTargetError:
        return ""
    if not isinstance(value, dict):
        return ""
    told = [value.get(word) for word in ("anyOf", "oneOf", "allOf")]
    options = [value, *(one for some in told if isinstance(some, list) for one in some)]
    kinds = [one.get("type") for one in options if isinstance(one, dict)]
    return next((kind for kind in ("array", "object") if kind in kinds), "")


def writable(call: Call, suffix: str, limits: Limits) -> bool:
    """Whether a path can be written without what all of them end with."""
    parts = call.path.removesuffix(suffix).split("/")
    reason = ""
    if not call.path.endswith(suffix):
        reason = f"its path does not end with {suffix!r}, as the others do"
    elif any(("{" in part and not part.startswith("{")) or "}" in part[:-1] for part in parts):
        reason = "an id stands in its path beside other text"
    if reason:
        limits.add("left out", call.pointer, f"{call.title}: {reason}")
    return not reason
