"""A key that a user puts in the wrong place is in no file and in nothing that is printed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assay import telling
from assay.commands.report import read
from assay.run.folders import owned
from assay.run.marks import read_mark
from assay.run.outcome import header
from assay.run.settings import Settings, parsed
from assay.telling import conceal
from sandbox.auth import SECRET
from tests.reading import leaks
from tests.running import LIMIT, ROOT, command, run_as_users_do, started
from tests.suites.servers import Answer, Call, Reference, Respond, listening

KEY = "sk_test_Secret0123456789"
OTHER = "rk_live_Zebra5551234867"
DEAD = "http://127.0.0.1:1"


@pytest.fixture(autouse=True)
def _nothing_is_known() -> Iterator[None]:
    conceal((), anew=True)
    yield
    conceal((), anew=True)


@pytest.mark.parametrize(
    "given",
    [
        ("--base-url", f"{DEAD}/{KEY}"),
        ("--base-url", f"http://{KEY}@127.0.0.1:1"),
        ("--base-url", f"http://user:{KEY}@127.0.0.1:1/x"),
        ("--base-url", f"{DEAD}/?key={KEY}"),
        ("--base-url", f"{DEAD}#{KEY}"),
        ("--base-url", KEY),
        ("--base-url", f"{DEAD}/{KEY}/v1"),
        ("--base-url", f"http://{KEY}.localhost:1"),
        ("--base-url", f"http://127.0.0.1:{KEY}"),
        ("--only", f"mandate.{KEY}.*"),
        ("--only", f"mandate.retrieve.auth.no_key[{KEY}]"),
        ("--profile", KEY),
        ("--seed", KEY),
        ("--workers", KEY),
        ("--max-time", KEY),
        ("--config", f"{KEY}.toml"),
        ("--ca-bundle", f"{KEY}.pem"),
        ("--only-file", f"{KEY}.txt"),
        ("--out", f"/dev/null/{KEY}"),
        ("--allure", f"/dev/null/{KEY}"),
        (KEY,),
        (f"--{KEY}",),
        (f"--api-kex={KEY}",),
        ("--allow-live", "--api-kex", KEY),
    ],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize("known", [True, False], ids=["known", "unknown"])
def test_what_is_said_of_wrong_arguments_shows_no_key(
    given: tuple[str, ...], known: bool, tmp_path: Path
) -> None:
    """Also a key that is not that of the run: nobody has said yet what is one."""
    rest = () if "--base-url" in given else ("--base-url", DEAD)
    outcome = command("run", *given, *rest, folder=tmp_path, key=KEY if known else OTHER)
    assert outcome.code in (2, 3), outcome.said
    assert "Error" in outcome.said
    assert leaks(outcome.said.encode(), KEY, OTHER) == []


@pytest.mark.parametrize(
    "line",
    [
        'base_url = "{}"', 'base_url = "http://x/?a={}"', 'api_version = "{} {}"', "{} = 1",
        'ca_bundle = "{}"', 'timeout = "{}"', '[ids]\n"{}" = "x"', '[ids]\nmandate = ["", "{}"]',
        '[ids]\n"mandate:{}" = "x"', '[ids]\n"mandate" = {{ "{}" = 1 }}', 'api_key_env = "{}"',
        '"{}', "[{}]",
    ],
)  # fmt: skip
def test_what_is_said_of_a_wrong_file_shows_no_key(line: str, tmp_path: Path) -> None:
    (tmp_path / "assay.toml").write_text(line.format(*[KEY] * 2), encoding="utf-8")
    outcome = command("run", folder=tmp_path, key=KEY)
    assert outcome.code == 2, outcome.said
    assert leaks(outcome.said.encode(), KEY) == []


def test_a_key_of_a_variable_that_the_file_names_is_not_shown_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "assay.toml").write_text(
        'api_key_env = "OURS"\n[ids]\n"Zebra quilts and jam" = "x"\n', encoding="utf-8"
    )
    monkeypatch.setenv("OURS", "Zebra quilts and jam")
    outcome = command("run", folder=tmp_path)
    assert outcome.code == 2
    assert leaks(outcome.said.encode(), "Zebra quilts and jam") == []


def settings(folder: Path) -> Settings:
    return Settings(
        "r", f"{DEAD}/a/{KEY.upper()}/b", str(folder), f"v{KEY}", only=(f"*.{KEY}",),
        ids={"mandate": (f"mandate_{KEY}", "mandate_1")}, ca_bundle=f"/x/{KEY.encode().hex()}",
        secret_env=f"A_{KEY}", publishable_env=f"B_{KEY}",
    )  # fmt: skip


def test_what_a_run_writes_of_itself_shows_no_key(tmp_path: Path) -> None:
    conceal([KEY])
    given = settings(tmp_path / "run")
    with owned(given, str(tmp_path / "run")) as own:
        files = [path for path in (tmp_path / "run").rglob("*") if path.is_file()]
        assert sorted(path.name for path in files) == [".assay-run", "settings.json"]
        assert [leaks(path.read_bytes(), KEY) for path in files] == [[], []]
        told = parsed((own.parts / "settings.json").read_text(encoding="utf-8"))
        mark = read_mark(tmp_path / "run")
    assert told == own.shown()
    assert (told.out, told.ids["mandate"][1]) == (str(tmp_path / "run"), "mandate_1")
    assert mark is not None
    assert mark.base_url == told.base_url == f"{DEAD}/a/REDACTED/b"
    assert own == replace(given, out=str(tmp_path / "run"))
    assert leaks(json.dumps(header(given, ())).encode(), KEY) == []


def test_a_run_that_was_killed_with_a_key_in_its_filters_is_told_of(tmp_path: Path) -> None:
    conceal([KEY])
    with owned(settings(tmp_path / "run"), str(tmp_path / "run")):
        pass
    outcome = command("report", "run", folder=tmp_path)
    assert outcome.code == 2
    assert "settings.json names what no claim matches" in outcome.said
    assert leaks(outcome.said.encode(), KEY) == []


def behind() -> Respond:
    """Return what serves below a path that holds the key, to those who have it."""
    reference = Reference()

    def respond(call: Call) -> Answer:
        sent = {n: v.replace(KEY, SECRET) for n, v in call.headers.items()}
        return reference(replace(call, path=call.path.removeprefix(f"/mock/{KEY}"), headers=sent))

    return respond


@pytest.mark.whole
def test_a_run_against_an_address_with_a_key_shows_it_nowhere(tmp_path: Path) -> None:
    only = ("--only", "mandate.retrieve.auth.*", "--only", "mandate.retrieve.accepts")
    allure = ("--allure", str(tmp_path / "allure"))
    with listening(behind()) as url:
        (tmp_path / "assay.toml").write_text(
            f'base_url = "{url}/mock/{KEY}"\n[ids]\nmandate = "{KEY}"\n', encoding="utf-8"
        )
        outcome = run_as_users_do(f"{url}/mock/{KEY}", *only, *allure, folder=tmp_path, key=KEY)
    assert outcome.results["run"]["base_url"] == f"{url}/mock/REDACTED"
    (tmp_path / "assay.toml").unlink()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path for path in files if leaks(path.read_bytes(), KEY)] == []
    assert leaks(outcome.said.encode(), KEY) == []
    said = command("report", str(outcome.folder), folder=tmp_path).said
    assert leaks(said.encode(), KEY) == []
    assert read(outcome.folder).header["ids"] == {"mandate": ["REDACTED"]}


@pytest.mark.whole
def test_pytest_says_no_key_of_wrong_arguments() -> None:
    given = ("-m", "pytest", "suites", "-q", "-p", "no:cacheprovider", "--base-url")
    with started(*given, f"{DEAD}/?key={KEY}", folder=ROOT, key=KEY) as process:
        said, _ = process.communicate(timeout=LIMIT)
    assert process.returncode == 4
    assert "the base URL is" in said
    assert leaks(said.encode(), KEY) == []


def test_a_secret_of_before_stays_one() -> None:
    conceal([KEY])
    conceal([OTHER])
    assert telling.kept(f"{KEY} {OTHER}") == "REDACTED REDACTED"
    conceal([OTHER], anew=True)
    assert telling.kept(KEY) == KEY
