"""The way to the process that asks: one JSON value a line, there and back.

The server under test may live on a thread of this process: it serves while an answer is waited for.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

_PATIENCE = 5.0  # seconds that the process has to end in
_SAID = 2000  # characters of its last words
_HERE = Path(__file__).resolve().parents[2]


class Line:
    """One process that asks for the tests of this one. `folder` is where `assay.toml` may stand."""

    def __init__(self, folder: Path) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`
        paths = [str(_HERE), os.environ.get("PYTHONPATH", "")]
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-P", "-m", "assay.guest.answering", str(os.getpid())], cwd=folder,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}, text=True,
            encoding="utf-8", stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors,
        )  # fmt: skip

    def ask(self, what: str, **rest: Any) -> dict[str, Any]:
        """Return the answer to a question. Raises ValueError, in words for people."""
        try:
            self._write({"ask": what, **rest})
            line = self._process.stdout.readline() if self._process.stdout else ""
        except OSError:
            line = ""
        if not line:
            message = f"the process that asks has ended: {self._last_words()}"
            raise ValueError(message)
        found: dict[str, Any] = json.loads(line)
        if "trouble" in found:
            raise ValueError(found["trouble"])
        return found

    def _write(self, question: dict[str, Any]) -> None:
        if self._process.stdin is not None:
            self._process.stdin.write(json.dumps(question) + "\n")
            self._process.stdin.flush()

    def _last_words(self) -> str:
        self._errors.seek(0)
        said = self._errors.read().decode("utf-8", "replace").strip()
        return said[-_SAID:] or "it said nothing"

    def close(self) -> None:
        """End the process; what it is asking is given up."""
        self._process.terminate()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._errors):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was not sent has nobody to read it
                    continue
