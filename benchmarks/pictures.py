"""Makes the pictures of the guides: of the product as it is, in the Chromium that is installed.

    python -m benchmarks.pictures

It serves a sandbox with two faults on port 8420, holds it and a clean one against the smoke
profile, and takes pictures of the report and the comparison. It needs the extra `browser`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.browsing import browser, missing
from sandbox.auth import SECRET

ROOT = Path(__file__).parent.parent
FOLDER = Path("docs") / "pictures"
NAMES = ("first-screen.png", "overview.png", "claim.png", "comparison.png")
FAULTS = ("response.response_table.field_missing", "pagination.page_size.limit_ignored")
CLAIM = "issuing.cardholder.retrieve.response.response_table"
PORT, SEED = 8420, 1
WIDE, HIGH = 1100, 760  # CSS pixels


def main() -> int:
    """Make the pictures and say how large they are."""
    if why := missing():
        print(f"nothing was made: {why}")
        return 1
    (ROOT / FOLDER).mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        work = Path(folder)
        bad, changes = _made(work)
        _taken(chromium, bad, "first-screen.png")
        _taken(chromium, bad, "overview.png", at="#matrix")
        _taken(chromium, bad, "claim.png", f"#{CLAIM}", at=".claim.found")
        _taken(chromium, changes, "comparison.png", at="#changes", opened=2)
    for name in NAMES:
        print(f"{FOLDER / name}  {(ROOT / FOLDER / name).stat().st_size:,} bytes")
    return 0


def _made(work: Path) -> tuple[Path, Path]:
    """Run twice and compare; return the report of the bad server, and the comparison."""
    smoke = ("--profile", "smoke", "--seed", str(SEED))
    _assay(work, "run", *smoke, "--out", "clean")
    with _serving(work):
        _assay(work, "run", "--base-url", f"http://localhost:{PORT}", *smoke, "--out", "bad")
    _assay(work, "compare", "clean", "bad", "--html", "changes.html")
    return work / "bad" / "report.html", work / "changes.html"


@contextmanager
def _serving(work: Path) -> Iterator[None]:
    faults = [word for fault in FAULTS for word in ("--fault", fault)]
    command = [sys.executable, "-m", "assay", "serve", "--port", str(PORT), *faults]
    process = subprocess.Popen(command, cwd=work, env=_environment(), stdout=subprocess.PIPE)  # noqa: S603
    try:
        assert process.stdout
        process.stdout.readline()  # its first line is its URL
        yield
    finally:
        process.kill()
        process.wait()


def _assay(work: Path, *words: str) -> None:
    command = [sys.executable, "-m", "assay", *words]
    done = subprocess.run(command, cwd=work, env=_environment(), check=False,  # noqa: S603
                          capture_output=True, text=True)  # fmt: skip
    assert done.returncode in (0, 1), done.stdout + done.stderr


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "ASSAY_API_KEY": SECRET}


def _taken(
    chromium: Any, path: Path, name: str, place: str = "", *, at: str = "body", opened: int = 0
) -> None:
    """Take a picture of a page from some part of it on, the first of its groups open if asked."""
    page = chromium.new_page(viewport={"width": WIDE, "height": HIGH}, color_scheme="light")
    page.goto(path.as_uri() + place)
    if opened:
        script = "n => document.querySelectorAll('details').forEach((d, i) => { d.open = i < n })"
        page.evaluate(script, opened)
    page.wait_for_selector(at)
    page.evaluate("at => document.querySelector(at).scrollIntoView()", at)
    page.screenshot(path=str(ROOT / FOLDER / name))
    page.close()


if __name__ == "__main__":
    raise SystemExit(main())
