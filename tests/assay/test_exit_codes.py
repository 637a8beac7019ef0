"""Wrong things give clear words and the right exit code."""

from __future__ import annotations

import importlib.util
import py_compile
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assay import __main__ as main_module
from assay.run.configuring import Options
from assay.run.deciding import decide
from assay.run.embedded import embedded
from assay.run.prepare import prepared
from assay.trouble import Stop
from contracts import load
from harness.config import Config
from harness.redaction import Keys
from harness.verdict import Status, Verdict
from tests.running import KEY, ROOT, Outcome, assay, command, run, run_as_users_do
from tests.suites.servers import Answer, Call, listening, null

ONE = "issuing.physical_bundle.list.accepts"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[tuple[Config, Keys]]:
    with embedded(load()) as reached:
        yield reached


def clear(outcome: Outcome) -> bool:
    """Whether an outcome is told in one line of words, the last, without a traceback."""
    lines = outcome.said.splitlines()
    told = [line for line in lines if line.startswith("Error: ")]
    return "Traceback" not in outcome.said and lines[-1:] == told


def refused(url: str, *arguments: str, folder: Path, key: str = KEY) -> Outcome:
    """Ask for a run that ends before anything is judged."""
    out = str(folder / "out")
    wanted = ("run", "--base-url", url, "--out", out, "--workers", "1", *arguments)
    return command(*wanted, folder=folder, key=key)


@pytest.mark.whole
def test_nothing_failed(tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    outcome = assay("run", "--only", ONE, "--out", out, "--workers", "1", folder=tmp_path)
    assert outcome.code == 0, outcome.said
    assert " pass in " in outcome.said


@pytest.mark.whole
def test_a_must_is_broken(tmp_path: Path) -> None:
    with listening(null) as url:
        outcome = run_as_users_do(url, "--only", ONE, folder=tmp_path)
    assert outcome.code == 1
    assert ONE in outcome.ids("fail")


@pytest.mark.whole
def test_half_characters_and_escapes_in_answers_end_no_run(tmp_path: Path) -> None:
    made = b'{"id": "\\udfff", "object": "list", "data": [{"id": "\\ud800"}], "has_more": false}'
    error = b'{"error": {"type": "\\u001b[2J", "code": "\\ud800", "message": "\\udc00"}}'

    def halves(call: Call) -> Answer:
        return Answer(200, made) if call.method == "GET" else Answer(400, error)

    with listening(halves) as url:
        outcome = run_as_users_do(url, "--profile", "smoke", folder=tmp_path)
    assert outcome.code == 1, outcome.said
    assert outcome.ids("error") == []
    assert r"\ud800" in outcome.said
    assert "\x1b" not in outcome.said
    assert "Traceback" not in outcome.said


def test_a_page_of_numbers_is_a_finding() -> None:
    page = b'{"object": "list", "data": [NaN, 1e999], "has_more": false, "url": 1e400}'
    with listening(lambda _: Answer(200, page)) as url:
        outcome = run(url, "payment_intent.search", profile="smoke")
    assert outcome.code == 1, outcome.said
    assert outcome.ids("error") == []


def test_a_limit_of_requests_is_no_breach() -> None:
    asked: list[Call] = []

    def limiting(call: Call) -> Answer:
        asked.append(call)
        look = call.method == "GET" and call.path == "/v1/payment_intents"
        return null(call) if look else Answer(429, headers={"Retry-After": "0.05"})

    with listening(limiting) as url:
        outcome = run(url, "issuing.cardholder.*")
    assert outcome.code == 3, outcome.said
    assert outcome.ids("fail") == outcome.ids("warn") == []
    assert "limits requests (429)" in outcome.said
    assert len(asked) < 30


def test_a_defect_of_our_own_is_no_broken_must(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def defective(prog_name: str) -> None:
        raise ZeroDivisionError(prog_name)

    monkeypatch.setattr(main_module, "cli", defective)
    with pytest.raises(SystemExit) as ended:
        main_module.main()
    assert ended.value.code == 3
    assert "Assay itself failed" in capsys.readouterr().err


def test_a_name_that_no_file_can_have_is_wrong_usage(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever it is asked for: a folder, a package, a configuration."""

    def looking(prog_name: str) -> bool:
        return Path(prog_name, "x" * 300).is_dir()

    monkeypatch.setattr(main_module, "cli", looking)
    with pytest.raises(SystemExit) as ended:
        main_module.main()
    assert ended.value.code == 2
    assert capsys.readouterr().err == f"Error: assay/{'x' * 300}: File name too long\n"


@pytest.mark.whole
def test_the_key_is_refused(sandbox: tuple[Config, Keys], tmp_path: Path) -> None:
    outcome = refused(str(sandbox[0].base_url), folder=tmp_path, key="sk_test_other")
    assert outcome.code == 2
    assert clear(outcome)
    assert "key" in outcome.said


@pytest.mark.parametrize("key", ["sk_live_abc", "rk_live_abc"])
def test_a_live_key_is_refused(key: str, tmp_path: Path) -> None:
    with listening(null) as url:
        outcome = refused(url, "--only", ONE, folder=tmp_path, key=key)
    assert outcome.code == 2
    assert clear(outcome)
    assert "--allow-live" in outcome.said
    assert key not in outcome.said


@pytest.mark.whole
def test_a_live_key_may_be_allowed(tmp_path: Path) -> None:
    with listening(null) as url:
        outcome = run_as_users_do(
            url, "--only", ONE, "--allow-live", folder=tmp_path, key="sk_live_abc"
        )
    assert outcome.ids("fail") == [ONE]


def test_there_is_no_key(tmp_path: Path) -> None:
    outcome = command("run", "--base-url", "http://127.0.0.1:9", folder=tmp_path)
    assert outcome.code == 2
    assert clear(outcome)
    assert "ASSAY_API_KEY" in outcome.said


@pytest.mark.parametrize(
    "arguments",
    [
        ("--only", ""),
        ("--only", "  "),
        ("--base-url", "localhost:80"),
        ("--base-url", ""),
        ("--out", " "),
        ("--only-file", sys.executable),
        ("--profile", "quick"),
        ("--config", "nothere.toml"),
        ("--colour", "blue"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], tmp_path: Path) -> None:
    outcome = command("run", *arguments, folder=tmp_path, key="sk_test_1")
    assert outcome.code == 2, outcome.said
    assert clear(outcome)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://127.0.0.1", "start with http"),
        ("http://", "name a host"),
        ("http://[::1", "name a host"),
        ("http://127.0.0.1:port", "name a host"),
        ("http://127.0.0.1:99999", "name a host"),
        ("http://local host", "name a host"),
        ("http://127.0.0.1/v1?x=1", "without ? and #"),
        ("http://127.0.0.1/?key=hush", "is 'http://127.0.0.1/?'; it should end with its path"),
        ("http://me:hush@127.0.0.1", "a name or a password"),
        ("me:hush@127.0.0.1", "a name or a password"),
        ("http://127.0.0.1:9/v1", "end before /v1, which paths have: http://127.0.0.1:9\n"),
        ("http://127.0.0.1:9/v1/", "end before /v1, which paths have: http://127.0.0.1:9\n"),
    ],
)
def test_an_address_that_is_none(url: str, said: str, tmp_path: Path) -> None:
    outcome = refused(url, folder=tmp_path)
    assert outcome.code == 2, outcome.said
    assert clear(outcome)
    assert said in outcome.said
    assert "hush" not in outcome.said


@pytest.mark.parametrize("key", ["sk_test_a\nb", "sk_test_a b", "sk_test_\u20ac"])
def test_a_key_that_no_header_carries(key: str, tmp_path: Path) -> None:
    with listening(null) as url:
        outcome = refused(url, "--api-key", key, folder=tmp_path)
    assert outcome.code == 2
    assert clear(outcome)
    assert "was it copied whole?" in outcome.said
    assert key not in outcome.said


@pytest.mark.whole
def test_the_output_cannot_be_written(sandbox: tuple[Config, Keys], tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    outcome = refused(str(sandbox[0].base_url), folder=tmp_path, key=sandbox[1].secret)
    assert outcome.code == 2
    assert clear(outcome)
    assert str(tmp_path / "out") in outcome.said


def test_an_empty_variable_is_no_wish_for_the_sandbox(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSAY_BASE_URL", "")
    with pytest.raises(Stop, match="ASSAY_BASE_URL is empty"), prepared(Options(out=str(tmp_path))):
        pass


def test_what_no_run_has_written_is_not_removed(tmp_path: Path) -> None:
    mine = tmp_path / "out" / "parts" / "mine.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("kept", encoding="utf-8")
    with listening(null) as url:
        outcome = refused(url, "--only", ONE, folder=tmp_path)
    assert outcome.code == 2, outcome.said
    assert clear(outcome)
    assert "mine.txt" in outcome.said
    assert mine.read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize("text", [None, "", '{"a": 1}\n', '{"kind": "verdict"}\n'])
def test_there_is_no_ledger_to_render(text: str | None, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "ledger.ndjson").write_text(text, encoding="utf-8")
    outcome = command("report", str(tmp_path), folder=tmp_path)
    assert outcome.code == 2, outcome.said
    assert clear(outcome)
    assert "ledger.ndjson" in outcome.said
    assert not (tmp_path / "report.html").exists()


def test_an_unknown_key_in_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "assay.toml").write_text('base_ulr = "http://127.0.0.1:9"\n', encoding="utf-8")
    outcome = command("run", folder=tmp_path, key="sk_test_1")
    assert outcome.code == 2
    assert clear(outcome)
    assert "assay.toml:1: unknown key 'base_ulr'" in outcome.said


def test_ids_that_nothing_asks_for(tmp_path: Path) -> None:
    (tmp_path / "assay.toml").write_text('[ids]\n"issuing.tokn" = "x"\n', encoding="utf-8")
    outcome = command("run", folder=tmp_path, key="sk_test_1")
    assert outcome.code == 2
    assert clear(outcome)
    assert "assay.toml:2: nothing asks for ids of 'issuing.tokn'" in outcome.said


def test_nobody_answers(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
    outcome = refused(url, folder=tmp_path)
    assert outcome.code == 3
    assert clear(outcome)
    assert url in outcome.said


@pytest.mark.whole
def test_nothing_matches(tmp_path: Path) -> None:
    given = ("--only", "no.such.thing", "--out", str(tmp_path), "--workers", "1")
    allure = ("--allure", str(tmp_path / "allure"))
    outcome = command("run", *given, *allure, folder=tmp_path)
    assert outcome.code == 3
    assert clear(outcome)
    assert "no.such.thing" in outcome.said
    assert list(tmp_path.iterdir()) == []  # nothing was asked, nothing sent, nothing is green


@pytest.mark.whole
def test_nothing_matches_in_pytest(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "pytest", "suites", "--only", "payment_itnent.*", "-q",
         "-p", "no:cacheprovider", f"--junitxml={tmp_path / 'junit.xml'}",
         f"--alluredir={tmp_path / 'allure'}"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 5, done.stderr
    assert "matches 'payment_itnent.*'; did you mean payment_intent" in done.stdout + done.stderr
    assert "passed" not in done.stdout
    assert list(tmp_path.rglob("*.*")) == []


@pytest.mark.parametrize(
    ("statuses", "skipped"),
    [
        ([], "nothing was judged"),
        (["noted"], "probes only"),
        (["pass", "not_testable"], "1 of 2: not_testable"),
        (["pass", "warn"], "1 of 2: warn"),
    ],
)
def test_what_nothing_earned_is_not_green(statuses: list[Status], skipped: str) -> None:
    with pytest.raises(pytest.skip.Exception, match=skipped):
        decide(verdicts(statuses), "http://x")


@pytest.mark.parametrize("statuses", [["pass"], ["pass", "noted"]])
def test_what_passed_is_green(statuses: list[Status]) -> None:
    decide(verdicts(statuses), "http://x")


@pytest.mark.parametrize("status", ["fail", "error"])
def test_what_failed_is_red(status: Status) -> None:
    with pytest.raises(pytest.fail.Exception, match="1 claims broken at http://x"):
        decide(verdicts(["pass", "noted", status]), "http://x")


def verdicts(statuses: list[Status]) -> list[Verdict]:
    """Return a verdict of each status."""
    return [Verdict(f"x.{number}", "G-1", "GET /x", "must", status, "said")
            for number, status in enumerate(statuses)]  # fmt: skip


@pytest.mark.whole
def test_a_broken_contract_is_named_with_its_line(tmp_path: Path) -> None:
    root = tmp_path / "copy"
    for room in (
        "assay",
        "caching",
        "contracts",
        "harness",
        "reports",
        "sandbox",
        "strategies",
        "suites",
    ):
        shutil.copytree(ROOT / room, root / room, ignore=shutil.ignore_patterns("__pycache__"))
    path = root / "contracts/api/issuing/card.yaml"
    source = path.read_text(encoding="utf-8")
    line = source[: source.index("kind: list")].count("\n") + 1
    path.write_text(source.replace("kind: list", "kind: lots", 1), encoding="utf-8")
    outcome = assay("run", folder=root, root=root)
    assert outcome.code == 2, outcome.said
    assert clear(outcome)
    assert f"issuing/card.yaml:{line}: " in outcome.said
    assert "lots" in outcome.said


def _cut(path: Path, length: int) -> Path:
    """Keep the beginning of what Python has compiled of a module."""
    found = Path(importlib.util.cache_from_source(str(path)))
    found.parent.mkdir(exist_ok=True)
    py_compile.compile(str(path), str(found), doraise=True)
    found.write_bytes(found.read_bytes()[:length])
    return found


@pytest.mark.whole
def test_a_module_that_is_damaged_is_told_in_a_line(tmp_path: Path) -> None:
    """Whether it is imported before the command line is read, or when a command is asked for."""
    root = tmp_path / "copy"
    for room in ("assay", "caching", "contracts", "harness", "suites"):
        shutil.copytree(ROOT / room, root / room, ignore=shutil.ignore_patterns("__pycache__"))
    cut = "Error: what Python keeps of a compiled module was cut short, as a full disk does"
    for name, length in (("cli", 20), ("streams", 300), ("commands/compare", 100)):
        damaged = _cut(root / "assay" / f"{name}.py", length)
        told = assay("compare", "--help", folder=tmp_path, root=root)
        assert (told.code, told.said.startswith(cut)) == (3, True), told.said
        damaged.unlink()
    for name, text, said in (
        ("telling", "def guarded(:", "telling.py, line 1: invalid syntax"),
        ("trouble", "FULL = ()", "cannot import name 'INCOMPLETE' from 'assay.trouble'"),
        ("streams", "\0", "__main__.py imports in line"),
    ):
        path = root / "assay" / f"{name}.py"
        whole = path.read_text(encoding="utf-8")
        path.write_text(text, encoding="utf-8")
        told = assay("compare", "--help", folder=tmp_path, root=root)
        assert (told.code, said in told.said, told.said.count("\n")) == (3, True, 1), told.said
        path.write_text(whole, encoding="utf-8")


def test_an_unknown_fault_has_a_near_one(tmp_path: Path) -> None:
    outcome = command("serve", "--fault", "enum.ignore", folder=tmp_path)
    assert outcome.code == 2
    assert "enum.ignored" in outcome.said


@pytest.mark.whole
def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        outcome = assay("serve", "--port", str(taken.getsockname()[1]), folder=tmp_path)
    assert outcome.code == 2
    assert clear(outcome)


@pytest.mark.whole
def test_a_config_that_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "assay.toml"
    outcome = assay("serve", "--port", "0", "--write-config", str(path), folder=tmp_path)
    assert outcome.code == 2
    assert clear(outcome)
    assert str(path) in outcome.said


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_text("/v1/x\nMakes one.\nPOST /v1/x\n", encoding="utf-8")
    for given in (
        ("export", "openapi", "--out", str(text / "x")),
        ("import", str(text), "--out", str(text / "x")),
    ):
        outcome = command(*given, folder=tmp_path)
        assert outcome.code == 2, outcome.said
        assert clear(outcome)
        assert f"cannot write {text / 'x'}" in outcome.said


@pytest.mark.whole
def test_serve_prints_its_url_first_and_takes_exactly_its_keys(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "assay", "serve", "--port", "0", "--api-key", "sk_test_mine"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)  # noqa: S603
    try:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert url.startswith("http://127.0.0.1:")
        assert run_as_users_do(url, "--only", ONE, folder=tmp_path, key="sk_test_mine").code == 0
        assert run_as_users_do(url, "--only", ONE, folder=tmp_path, key="sk_test_assay").code == 2
    finally:
        process.terminate()
        process.wait(10)
        if process.stdout is not None:
            process.stdout.close()
