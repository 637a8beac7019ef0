"""Standard streams that are closed or full decide nothing about a server."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assay.streams import Heedless
from tests.running import KEY, ROOT
from tests.suites.servers import listening, null

ONE = "issuing.physical_bundle.list.accepts"
OCCUPIED = (
    "import os\n"
    "for handle in (0, 1, 2): os.close(handle)\n"
    "from assay.streams import occupy\n"
    "occupy()\n"
    "opened = os.open(os.devnull, os.O_RDONLY)\n"
    "raise SystemExit(opened)\n"
)


def shell(text: str, folder: Path) -> int:
    """Run a line of `sh` in which `assay` is the program; return its exit code."""
    program = f'assay() {{ "{sys.executable}" -m assay "$@"; }}\n'
    done = subprocess.run(  # noqa: S603 - our own interpreter and module
        ["/bin/sh", "-c", program + text], cwd=folder, check=False, stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT), "ASSAY_API_KEY": KEY},
    )  # fmt: skip
    return done.returncode


@pytest.mark.whole
@pytest.mark.parametrize(
    ("url", "streams", "code"),
    [("the sandbox", ">/dev/full 2>&-", 0), ("null", "<&- >&- 2>/dev/full", 1)],
)
def test_a_run_goes_on_and_its_exit_code_is_about_the_server(
    url: str, streams: str, code: int, tmp_path: Path
) -> None:
    given = f"run --only {ONE} --workers 1 --out out"
    with listening(null) as broken:
        target = f"--base-url {broken}" if url == "null" else ""
        assert shell(f"assay {given} {target} {streams}", tmp_path) == code
    found = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert found == [".assay-run", "ledger.ndjson", "report.html", "results.json"]
    for line in (tmp_path / "out" / "ledger.ndjson").read_text(encoding="utf-8").splitlines():
        assert line.startswith('{"kind":"')


@pytest.mark.whole
def test_what_is_printed_and_lost_is_no_success(tmp_path: Path) -> None:
    assert shell("assay list operations >/dev/full 2>said", tmp_path) == 3
    assert (tmp_path / "said").read_text(encoding="utf-8").splitlines()[-1] == (
        "Error: cannot write to the standard output: No space left on device"
    )
    assert shell("assay list operations 2>&- | head -n 1 >first", tmp_path) == 0
    assert (tmp_path / "first").read_text(encoding="utf-8").startswith("GET /v1/")


@pytest.mark.whole
def test_no_file_takes_the_place_of_a_stream(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", OCCUPIED], cwd=tmp_path, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 3


@pytest.mark.parametrize(
    ("device", "reason"), [("/dev/full", "No space left on device"), (os.devnull, "")]
)
def test_a_stream_takes_everything(device: str, reason: str) -> None:
    handle = os.open(device, os.O_WRONLY)
    raw = Heedless(handle, device)
    with io.TextIOWrapper(io.BufferedWriter(raw), "ascii", "backslashreplace") as stream:
        print("é" * 100_000, file=stream, flush=True)
        print("more", file=stream)
    assert (raw.lost.strerror if raw.lost else "") == reason
    os.close(handle)
