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

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("hatchling") is None, reason="hatchling builds the wheel"
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603
    return next(folder.glob("*.whl"))


def test_it_has_one_top_level_name(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {n.split("/")[0] for n in names if ".dist-info" not in n} == {"assay"}
    inside = {n.removeprefix("assay/bundle/") for n in names}
    assert {
        "contracts/api/issuing/card.yaml", "contracts/api/conventions.yaml",
        "contracts/schema/contract.schema.json", "reports/templates/report.html.j2",
        "sandbox/faults/enum.py", "suites/test_required.py",
    } <= inside  # fmt: skip
    assert not [n for n in inside if n.startswith(("tests/", "benchmarks/"))]


def test_it_works_from_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    home, empty = tmp_path / "home", tmp_path / "empty"
    zipfile.ZipFile(wheel).extractall(home)
    empty.mkdir()
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("ASSAY_", "PYTHONPATH"))}
    done = subprocess.run(
        [sys.executable, "-m", "assay", "run", "--only", "issuing.physical_bundle.retrieve"],
        cwd=empty, env={**kept, "PYTHONPATH": str(home)}, capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (empty / "reports" / "out" / "report.html").exists()
