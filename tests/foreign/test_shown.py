"""What a run shows again is sent as the API has it, and no key is in what is written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from harness.shell import curl_line
from reports.reproduction.of_run import Reproductions
from tests.foreign.depot import KEY
from tests.foreign.speaking import FACES
from tests.foreign.test_faces import PLANTED, package
from tests.running import run
from tests.suites.servers import listening

SHELL = shutil.which("sh") or "/bin/sh"
SHOWN = [("marked", "weightless"), ("pascal", "no tags"), ("dotted", "brackets"),
         ("open", "takes all")]  # fmt: skip


def ended(script: str, url: str, folder: Path) -> tuple[int, str]:
    """Return how a script ends on a server, and what it says."""
    (folder / "shown.sh").write_text(script, encoding="utf-8")
    environment = {**os.environ, "ASSAY_API_KEY": KEY, "BASE_URL": url}
    done = subprocess.run(  # noqa: S603 - our own script
        [SHELL, str(folder / "shown.sh")], env=environment, timeout=60, capture_output=True,
        check=False,
    )  # fmt: skip
    return done.returncode, done.stdout.decode() + done.stderr.decode()


@pytest.mark.whole
@pytest.mark.parametrize(("face", "bug"), SHOWN)
def test_a_breach_is_shown_by_its_script_alone(face: str, bug: str, tmp_path: Path) -> None:
    with listening(FACES[face](bug)) as url:
        found = run(url, PLANTED[face, bug], package=package(face, tmp_path / "api"), key=KEY)
        verdict = next(v for v in found.ledger.verdicts if v.status == "fail")
        script = Reproductions(found.ledger).script(verdict)
    assert KEY not in script
    assert KEY not in json.dumps(found.results)
    for bugs, code in (((bug,), 1), ((), 0)):
        with listening(FACES[face](*bugs)) as url:
            found_code, said = ended(script, url, tmp_path)
        assert found_code == code, said


@pytest.mark.whole
@pytest.mark.parametrize("face", FACES)
def test_a_line_for_curl_sends_the_same(face: str, tmp_path: Path) -> None:
    with listening(FACES[face]()) as url:
        found = run(url, "parcel.create.accepts", package=package(face, tmp_path / "api"), key=KEY)
        sent = next(e for e in found.ledger.exchanges.values() if e.accepted and e.request.body)
        line = curl_line(sent.request, url)
        assert KEY not in line
        done = subprocess.run(  # noqa: S603 - our own line
            [SHELL, "-c", line], env={**os.environ, "ASSAY_API_KEY": KEY}, timeout=60,
            capture_output=True, check=False,
        )  # fmt: skip
    answered = json.loads(done.stdout)
    assert answered.keys() == sent.body.keys(), line
