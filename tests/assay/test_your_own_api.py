"""docs/your-own-api.md leads from nothing to a judged server: each of its steps is done."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOC = (ROOT / "docs" / "your-own-api.md").read_text("utf-8")
WALK = DOC.partition("## From nothing")[2].partition("\n## ")[0]
STEPS = re.findall(r"^```(sh|yaml|diff)\n(.*?)^```", WALK, re.DOTALL | re.MULTILINE)
COMMANDS = [line for kind, text in STEPS if kind == "sh" for line in text.splitlines()]
MOST_COMMANDS, MOST_LINES = 8, 40
PORT = "8421"
_TOLD = ("fail", "warn", "error")
BROKEN = ["note.create.length.text"]  # what the server of the docs forgets


def _edited() -> int:
    """Return how many lines a reader writes."""
    files = [text for kind, text in STEPS if kind == "yaml"]
    changes = [text for kind, text in STEPS if kind == "diff"]
    added = [line for text in changes for line in text.splitlines() if line.startswith("+")]
    kept = [line for text in changes for line in text.splitlines() if line.startswith("-")]
    return (
        sum(len(text.splitlines()) for text in files)
        + len(added)
        - len({line[1:] for line in kept} & {line[1:] for line in added})
    )


def test_it_is_short() -> None:
    assert 0 < len(COMMANDS) <= MOST_COMMANDS
    assert _edited() <= MOST_LINES
    assert f"that: {_edited()}." in WALK


def _changed(text: str, diff: str) -> str:
    """Return a text after a change: lines that go are followed by those that come."""
    lines, pairs = text.splitlines(), list[tuple[str, list[str]]]()
    for line in diff.splitlines():
        if line.startswith("-"):
            pairs.append((line[1:], []))
        else:
            pairs[-1][1].append(line[1:])
    for gone, come in pairs:
        index = lines.index(gone)
        lines[index : index + 1] = come
    return "\n".join(lines) + "\n"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """What a shell of the reader has: `assay` and `python3`, and no key."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name, rest in (("assay", ' -m assay "$@"'), ("python3", ' "$@"')):
        (tools / name).write_text(f"#!/bin/sh\nexec {sys.executable}{rest}\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSAY_")}
    return {**kept, "PATH": f"{tools}{os.pathsep}{kept['PATH']}", "PYTHONPATH": str(ROOT)}


def _free() -> str:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return str(found.getsockname()[1])


def _listening(port: str) -> None:
    for _ in range(100):
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", int(port))) == 0:
                return
        time.sleep(0.1)


@pytest.mark.whole
def test_every_step_does_what_it_says(tmp_path: Path, environment: dict[str, str]) -> None:
    here, port, codes = tmp_path / "here", _free(), []
    here.mkdir()
    shutil.copy(ROOT / "docs" / "notes_server.py", here)
    server: subprocess.Popen[bytes] | None = None
    try:
        for kind, text in STEPS:
            if kind == "yaml":
                (here / "notes" / "note.yaml").write_text(text, encoding="utf-8")
            elif kind == "diff":
                file = here / "notes" / "api.yaml"
                file.write_text(_changed(file.read_text("utf-8"), text), encoding="utf-8")
            for line in text.replace(PORT, port).splitlines() if kind == "sh" else ():
                if line.endswith("&"):
                    words = [sys.executable, *line.removesuffix("&").split()[1:]]
                    server = subprocess.Popen(words, cwd=here)  # noqa: S603 - as the docs say
                    _listening(port)
                    continue
                done = subprocess.run(  # noqa: S602 - a line of our docs, as a shell reads it
                    line, shell=True, cwd=here, env=environment, capture_output=True, text=True,
                    check=False, timeout=120,
                )  # fmt: skip
                codes.append(done.returncode)
                assert "Traceback" not in done.stdout + done.stderr, done.stderr
    finally:
        if server is not None:
            server.kill()
            server.wait()
    assert codes == [0, 0, 0, 0, 1]
    latest = here / "reports" / "out" / "latest" / "results.json"
    found = json.loads(latest.read_text("utf-8"))
    assert found["run"]["contracts"] == {"name": "notes", "at": str(here / "notes")}
    verdicts = {v["id"]: v["status"] for v in found["verdicts"]}
    assert [name for name, status in verdicts.items() if status in _TOLD] == BROKEN
    unjudged = [name for name, status in verdicts.items() if status == "not_testable"]
    assert len(unjudged) < len(verdicts) / 20
    page = (here / "reports" / "out" / "latest" / "report.html").read_text("utf-8")
    assert "contracts <b>notes</b>" in page
