"""The wheel installs one top-level name, `assay`, that carries everything."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.running import ROOT

ROOMS = (
    "caching",
    "contracts",
    "harness",
    "recordings",
    "reports",
    "sandbox",
    "strategies",
    "suites",
)
CARRIED = (".py", ".yaml", ".json", ".j2", ".css", ".js", ".ini")
OFFLINE = ("--no-deps", "--no-index", "--disable-pip-version-check", "--quiet")

pytestmark = pytest.mark.skipif(
    not all(importlib.util.find_spec(name) for name in ("hatchling", "pip")),
    reason="pip and hatchling build the wheel",
)


def pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", *arguments, *OFFLINE]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT))
    return next(folder.glob("assay-*.whl"))


@pytest.fixture(scope="module")
def home(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the wheel is installed in."""
    folder = tmp_path_factory.mktemp("home")
    pip("install", "--no-compile", "--target", str(folder), str(wheel))
    return folder


def installed(home: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed program in a folder of its own; nothing of the checkout is in sight."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("ASSAY_", "PYTHONPATH"))}
    return subprocess.run(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "assay", *arguments], cwd=folder,
        env={**kept, "PYTHONPATH": str(home)}, capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip


@pytest.mark.whole
def test_it_has_one_top_level_name(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"assay"}
    assert len(tops) == 2


@pytest.mark.whole
def test_it_carries_every_room_whole(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {n.removeprefix("assay/bundle/") for n in archive.namelist()}
    carried = {n for n in names if n.split("/")[0] in ROOMS}
    there = {
        str(path.relative_to(ROOT)) for room in ROOMS for path in (ROOT / room).rglob("*")
        if path.suffix in CARRIED and ROOT / "reports/out" not in path.parents
    }  # fmt: skip
    assert carried == there
    assert {"contracts/api/api.yaml", "reports/templates/report.html.j2"} <= carried
    assert "assay/suites.ini" in names


@pytest.mark.whole
def test_its_rooms_are_its_own(home: Path, tmp_path: Path) -> None:
    """What follows would prove nothing if it ran on the rooms of the checkout."""
    program = "import assay.__main__, contracts; print(assay.__file__, contracts.__file__)"
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(home)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert [Path(place).is_relative_to(home) for place in done.stdout.split()] == [True, True]


@pytest.mark.whole
def test_it_lists_from_an_empty_folder(home: Path, tmp_path: Path) -> None:
    done = installed(home, tmp_path, "list", "operations")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 50
    assert list(tmp_path.iterdir()) == []


@pytest.mark.whole
def test_it_runs_from_an_empty_folder(home: Path, tmp_path: Path) -> None:
    only = ("--only", "issuing.physical_bundle.retrieve", "--workers", "1")
    done = installed(home, tmp_path, "run", *only)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "reports" / "out" / "latest" / "report.html").exists()


@pytest.mark.whole
def test_pytest_runs_the_suites_of_the_checkout(home: Path, tmp_path: Path) -> None:
    """`pip install .` and then `pytest suites`, as the readme says: the wheel is in the way."""
    out = tmp_path / "out"
    given = ("--only", "issuing.physical_bundle.list.accepts", "--assay-out", str(out))
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("ASSAY_", "PYTHONPATH"))}
    done = subprocess.run(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-P", "-m", "pytest", "suites/test_groups.py", "-q",
         "-p", "no:cacheprovider", *given],
        cwd=ROOT, env={**kept, "PYTHONPATH": str(home)}, capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert (out / "report.html").exists()


@pytest.mark.whole
def test_pytest_runs_the_suites_that_are_installed(home: Path, tmp_path: Path) -> None:
    """Without a checkout, from a folder with packages of the names that the rooms have.

    It may be installed below a folder whose `conftest.py` is none of this run.
    """
    around = home / "conftest.py"
    around.write_text("raise ImportError", encoding="utf-8")
    for name in ("suites", "contracts"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise ImportError", encoding="utf-8")
    given = ("--only", "issuing.physical_bundle.list.accepts", "--assay-out", "out")
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("ASSAY_", "PYTHONPATH"))}
    done = subprocess.run(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "pytest", "-p", "assay.suites", "-q", "-p", "no:cacheprovider",
         *given], cwd=tmp_path, env={**kept, "PYTHONPATH": str(home)}, capture_output=True,
        text=True, timeout=120, check=False,
    )  # fmt: skip
    around.unlink()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout
    assert (tmp_path / "out" / "report.html").exists()
