"""Whether two runs asked the same, found the same, and sent the same.

    python -m benchmarks.compare_runs BEFORE AFTER [--requests]

BEFORE and AFTER are folders of runs. Ids and statuses are compared through the table of retired
ids; a probe that passed before is noted now. With `--requests` the requests of each group that both
runs have are compared as well: those it asked once its objects stood, without what is another in
each run, however it is encoded: what the server made up (ids, and texts with a digit that an answer
to the group had before), what the run made unique, and times. Exit code 0: the same, 1: something
differs.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from contracts.loader import API
from contracts.retired import retired

_SHOWN = 20
# What a server makes up, what a run makes unique (of set-up also which one it is), and times.
_IDS = re.compile(
    r"\b[a-z]{1,12}(?:_[a-z]+)*_[A-Za-z0-9]{8,}(?:_secret_\w+)?|"
    r"assay[0-9a-z]+?g[0-9a-f]{8}s[0-9]+|assay[0-9a-z]+?g(?=[0-9a-f]{8}x)"
)
_TIMES = re.compile(r"\b1[5-9][0-9]{8}\b")
_TEXTS = re.compile(r'"((?=[^"\\]*\d)[^"\\]{4,})"')  # of a JSON document, with a digit
_VALUE = re.compile(r"(?<==)[^&\s]+")
_SAME = {("pass", "noted"), ("not_testable", "noted")}  # probes, before and after


def statuses(folder: Path) -> dict[str, str]:
    """Return the status of each verdict by its id, the newest id that it has."""
    found = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    former = retired(API)
    return {
        former.renamed.get(v["id"], v["id"]): v["status"]
        for v in found["verdicts"] if v["id"] not in former.gone
    }  # fmt: skip


def different(one: Mapping[str, str], other: Mapping[str, str]) -> Iterator[str]:
    """Yield in words what two runs asked or found differently."""
    for name in sorted(one.keys() - other.keys()):
        yield f"asked before only: {name} ({one[name]})"
    for name in sorted(other.keys() - one.keys()):
        yield f"asked after only: {name} ({other[name]})"
    for name in sorted(one.keys() & other.keys()):
        pair = one[name], other[name]
        if pair[0] != pair[1] and pair not in _SAME:
            yield f"{name}: {pair[0]}, then {pair[1]}"


class _Group:
    """What one group asked, in the order of its requests; `said` are texts it was answered with."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._said: set[str] = set()

    def take(self, record: Mapping[str, Any]) -> None:
        """Take the record of an exchange."""
        if not record.get("setup"):
            self.asked.append(self._plain(record["request"]))
        self._said.update(_TEXTS.findall((record["response"] or {}).get("body", "")))

    def _plain(self, request: Mapping[str, Any]) -> str:
        parts = (request[name] for name in ("method", "path", "query", "body", "key", "auth"))
        text = _decoded(" ".join(map(str, parts)))
        text = _VALUE.sub(lambda found: "…" if found[0] in self._said else found[0], text)
        return _TIMES.sub("…", _IDS.sub("…", text))


def _decoded(text: str) -> str:
    """Return a text without percent encoding, however often it was encoded."""
    for _ in range(3):
        text = unquote(text)
    return text


def sent(folder: Path) -> dict[str, list[str]]:
    """Return what each group asked once its objects stood, in order and up to ids."""
    with (folder / "ledger.ndjson").open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.startswith('{"kind":"exchange"')]
    found: dict[str, _Group] = defaultdict(_Group)
    for record in sorted(records, key=lambda record: float(record["started"])):
        found[record.get("group", "")].take(record)
    return {name: group.asked for name, group in found.items() if name and group.asked}


def asked_otherwise(one: Mapping[str, list[str]], other: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield in words which groups asked something else, and where they part."""
    for name in sorted(one.keys() & other.keys()):
        pairs = [*zip(one[name], other[name], strict=False)]
        place = next((n for n, (a, b) in enumerate(pairs) if a != b), len(pairs))
        if place < max(len(one[name]), len(other[name])):
            first, second = (asked[place][:160] if place < len(asked) else "nothing"
                             for asked in (one[name], other[name]))  # fmt: skip
            yield f"{name}: request {place + 1} is {first!r}, then {second!r}"


def _tell(what: str, found: list[str]) -> None:
    print(f"{what}: {len(found)}")
    for line in found[:_SHOWN]:
        print(f"  {line}")
    if len(found) > _SHOWN:
        print(f"  … {len(found) - _SHOWN} more")


def main() -> None:
    """Compare two runs and print what differs."""
    names = [Path(name) for name in sys.argv[1:] if not name.startswith("-")]
    if len(names) != 2:
        raise SystemExit(__doc__)
    one, other = (statuses(folder) for folder in names)
    found = [*different(one, other)]
    print(f"{len(one)} and {len(other)} claims")
    _tell("differences", found)
    if "--requests" in sys.argv:
        asked = [*asked_otherwise(*map(sent, names))]
        _tell("groups that asked something else", asked)
        found += asked
    raise SystemExit(bool(found))


if __name__ == "__main__":
    main()
