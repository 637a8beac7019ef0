"""Tells what `benchmarks/power.py` found, as the part of `docs/power.md` that is measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.forks import GONE

GUIDE = Path(__file__).resolve().parent.parent / "docs" / "power.md"
_BEGIN, _END = "<!-- measured: benchmarks.power --write -->\n", "<!-- end of what is measured -->"
_NAMES = {"wire": "faults on the wire", "source": "mutants of the source"}

Known = Mapping[str, Mapping[str, str]]


def told(
    kinds: Mapping[str, Sequence[str]], known: Known, reason: Callable[[str], str],
    outside: Sequence[str], examples: int, idle: int,
) -> str:  # fmt: skip
    """Return the tables, in Markdown.

    `known` has what each defect was noticed by; `outside` are those that Schemathesis was asked;
    `idle` is how many mutants were met and not drawn, since no standard run executes their lines.
    """
    counted = {kind: _counted(names, known, reason) for kind, names in kinds.items()}
    lines = _table(counted, known)
    if outside:
        lines += _beside(counted, known, outside, examples)
    lines += _left_out(kinds["source"], known, reason, idle)
    return "\n".join([*lines, *_survivors(counted, known)])


def _table(counted: Mapping[str, Sequence[str]], known: Known) -> list[str]:
    rows = [
        f"| {len(names)} {_NAMES[kind]} | {_share(names, known, 'smoke')} "
        f"| {_share(names, known, 'standard')} |"
        for kind, names in counted.items()
    ]
    return ["| defects | smoke | standard |", "|---|---|---|", *rows, ""]


def _beside(
    counted: Mapping[str, Sequence[str]], known: Known, outside: Sequence[str], examples: int
) -> list[str]:
    """Return what Schemathesis noticed of some, beside what the profiles did of these."""
    lines = [
        f"Some were asked by Schemathesis as well, with {examples} examples of an operation:", "",
        "| defects | Schemathesis | smoke | standard |", "|---|---|---|---|",
    ]  # fmt: skip
    for kind, names in counted.items():
        part = [name for name in names if name in outside]
        if not part:
            continue
        shares = (_share(part, known, who) for who in ("schemathesis", "smoke", "standard"))
        lines.append(f"| {len(part)} {_NAMES[kind]} | {' | '.join(shares)} |")
    return [*lines, ""]


def _counted(names: Sequence[str], known: Known, reason: Callable[[str], str]) -> list[str]:
    """Return the defects that somebody could notice."""
    return [
        name for name in names
        if known[name]["standard"] != GONE and (known[name]["standard"] or not reason(name))
    ]  # fmt: skip


def _share(names: Sequence[str], known: Known, who: str) -> str:
    noticed = sum(bool(known[name][who]) for name in names)
    return f"{noticed} of {len(names)} ({noticed / max(1, len(names)):.0%})"


def _left_out(
    names: Sequence[str], known: Known, reason: Callable[[str], str], idle: int
) -> list[str]:
    gone = sum(known[name]["standard"] == GONE for name in names)
    alike = sum(not known[name]["standard"] and bool(reason(name)) for name in names)
    return [
        f"Of {len(names)} mutants that were drawn, {gone} did not start and {alike} change nothing",
        "that a claim could see (`benchmarks/equivalent.yaml`, with the reason of each). Left out",
        f"of the draw were {idle} in lines that no standard run of the clean sandbox executes.", "",
    ]  # fmt: skip


def _survivors(counted: Mapping[str, Sequence[str]], known: Known) -> list[str]:
    left = [name for names in counted.values() for name in names if not known[name]["standard"]]
    if not left:
        return ["A standard run noticed all that were counted."]
    return ["What no standard run noticed:", "", *(f"- `{name}`" for name in left)]


def written(text: str) -> None:
    """Put the tables where the guide has those of before."""
    whole = GUIDE.read_text(encoding="utf-8")
    before, _, rest = whole.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    GUIDE.write_text(f"{before}{_BEGIN}\n{text}\n\n{_END}{after}", encoding="utf-8")
