"""`assay run --watch`, as a user sees it: a file is changed, and what broke is told."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from itertools import count
from pathlib import Path

import pytest

from tests.running import KEY, ROOT
from tests.suites.servers import Answer, Call, listening

PATIENCE = 60.0  # seconds that a line may take on a busy machine
ONE = "issuing.physical_bundle.list.response.request_id"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another thing there")


class Lines:
    """What a process says, line by line, as it says it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.seen: list[str] = []
        self._found: queue.Queue[str] = queue.Queue()
        self._stream = process.stdout
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def _read(self) -> None:
        for line in self._stream or ():
            self._found.put(line.rstrip("\n"))

    def until(self, words: str) -> None:
        """Wait for a line that has some words in it."""
        while words not in (self.seen or [""])[-1]:
            try:
                self.seen.append(self._found.get(timeout=PATIENCE))
            except queue.Empty:
                raise AssertionError("\n".join(self.seen)) from None
        self.seen.append("")

    def rest(self) -> str:
        """Return the rest of what was said, when it has ended."""
        self._thread.join(PATIENCE)
        if self._stream is not None:
            self._stream.close()
        return "\n".join([*self.seen, *list(self._found.queue)])


@pytest.mark.whole
def test_a_changed_file_is_a_round(tmp_path: Path) -> None:
    source = tmp_path / "src" / "mock.json"
    source.parent.mkdir()
    source.write_text('"req_0123456789abcd"', encoding="utf-8")

    numbers = count()

    def mock(_: Call) -> Answer:
        begins = json.loads(source.read_text(encoding="utf-8"))
        shown = {"Request-Id": f"{begins}{next(numbers)}",
                 "Content-Type": "application/json"}  # fmt: skip
        return Answer(200, b'{"object":"list","data":[],"has_more":false,"url":"/"}', shown)

    kept = {n: v for n, v in os.environ.items() if not n.startswith("ASSAY_")}
    with listening(mock) as url:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "assay", "run", "--base-url", url, "--only", ONE, "--watch",
             "src", "--workers", "1"],
            cwd=tmp_path, env={**kept, "PYTHONPATH": str(ROOT), "ASSAY_API_KEY": KEY}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        lines = Lines(process)
        try:
            lines.until("0 of 1 claims fail; waiting for a change")
            source.write_text('"nothing"', encoding="utf-8")
            lines.until(f"changed: {Path('src/mock.json')}")
            lines.until("broke: 1")
            lines.until("1 of 1 claims fail; waiting for a change")
            process.send_signal(signal.SIGINT)
            assert process.wait(PATIENCE) == 1
        finally:
            process.kill()
            process.wait()
    said = lines.rest()
    assert "round 2: asking all" in said
    assert f"  {ONE}: expected a header Request-Id: req_" in said
    assert said.endswith("the watch has ended")
    assert (tmp_path / "reports" / "out" / "watch" / "report.html").exists()
