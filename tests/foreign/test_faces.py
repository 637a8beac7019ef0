"""Servers that others wrote, in conventions that are not the built-in ones, are judged by theirs.

What a face keeps is not complained of, and each planted bug is found, by the claim that names it.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from contracts import load
from sandbox.serve import broken_service
from tests.foreign.depot import KEY
from tests.foreign.speaking import FACES
from tests.running import Outcome, run
from tests.suites.servers import listening, served

HERE = Path(__file__).parent

# face, bug -> a claim that finds it
PLANTED = {
    ("marked", "any key"): "parcel.create.auth.wrong_key",
    ("marked", "nobody"): "parcel.create.required.recipient_name",
    ("marked", "takes all"): "parcel.create.unknown.assay_unknown",
    ("marked", "weightless"): "parcel.create.range_below.weight",
    ("marked", "unmarked"): "parcel.create.response.success_status",
    ("marked", "same code"): "parcel.create.required.recipient_name",
    ("marked", "always fragile"): "parcel.create.echo.fragile.false",
    ("pascal", "any key"): "parcel.retrieve.auth.no_key",
    ("pascal", "always 200"): "parcel.create.response.success_status",
    ("pascal", "texts as codes"): "parcel.create.range_above.weight",
    ("pascal", "speechless"): "parcel.create.response.error_envelope",
    ("pascal", "strict"): "parcel.create.unknown.taken",
    ("pascal", "no tags"): "parcel.create.echo.tags",
    ("dotted", "any key"): "parcel.update.auth.wrong_key",
    ("dotted", "brackets"): "parcel.create.required.drop_off[city_name]",
    ("dotted", "404 for keys"): "parcel.create.auth.no_key",
    ("dotted", "long names"): "parcel.create.length.recipient_name",
    ("open", "takes all"): "parcel.create.unknown.assay_unknown",
    ("open", "weightless"): "parcel.create.range_below.weight",
    ("open", "gone"): "parcel.retrieve.unknown_id",
}

# What nothing shows of so small a server: no text of a user's own, and links of the export.
UNSEEN = {"dialect.encoded_values", "schemathesis.linked"}


def package(face: str, folder: Path) -> Path:
    """Write the package of a face, and return its folder."""
    folder.mkdir()
    shutil.copy(HERE / "faces" / f"{face}.yaml", folder / "api.yaml")
    shutil.copy(HERE / "parcel.yaml", folder / "parcel.yaml")
    return folder


def judged(face: str, folder: Path, *bugs: str, only: tuple[str, ...] = ()) -> Outcome:
    """Return what a run finds of a face with bugs."""
    with listening(FACES[face](*bugs)) as url:
        return run(url, *only, package=package(face, folder / "api"), key=KEY)


@pytest.mark.parametrize("face", FACES)
def test_a_server_that_keeps_its_conventions_is_clean(face: str, tmp_path: Path) -> None:
    found = judged(face, tmp_path)
    assert (found.ids("fail"), found.ids("warn"), found.ids("error")) == ([], [], []), found.said
    assert len(found.ids("pass")) >= 40
    untestable = {v["id"]: v["message"] for v in found.results["verdicts"]
                  if v["status"] == "not_testable"}  # fmt: skip
    assert {name.partition(".")[2].partition(".")[2] for name in untestable} <= UNSEEN


@pytest.mark.parametrize("face", FACES)
def test_the_sandbox_speaks_as_the_file_says(face: str, tmp_path: Path) -> None:
    folder = package(face, tmp_path / "api")
    with served(broken_service(load(folder), (KEY,))) as url:
        found = run(url, package=folder, key=KEY)
    assert (found.ids("fail"), found.ids("warn"), found.ids("error")) == ([], [], []), found.said
    assert len(found.ids("pass")) >= 40


@pytest.mark.parametrize(("face", "bug"), PLANTED)
def test_a_planted_bug_is_found(face: str, bug: str, tmp_path: Path) -> None:
    claim = PLANTED[face, bug]
    found = judged(face, tmp_path, bug, only=(claim,))
    assert found.ids("fail") == [claim], found.said
