"""What the environment holds for other programs changes nothing, and a line says so."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assay.run.addresses import check_tail
from assay.run.configuring import Options
from assay.run.outcome import header
from assay.run.prepare import prepared
from assay.run.settings import Settings
from assay.run.surroundings import unused, without
from harness.config import ConfigError
from harness.ledger import LedgerWriter
from tests.running import KEY, Outcome, command
from tests.suites.servers import Answer, Call, listening, null

ONE = "issuing.physical_bundle.list.accepts"
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")
BUNDLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")
PATHS = ("/v1/issuing/cards", "/v1/issuing/cards/{card}", "/v1/mandates/{mandate}")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """Take away what this machine's environment holds."""
    for name in (*PROXIES, *BUNDLES, "NO_PROXY", "no_proxy", "SSL_CERT_DIR", "NETRC"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return monkeypatch


def test_neither_proxies_nor_bundles_nor_netrc_are_used(
    bare: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[Call] = []
    strayed: list[Call] = []

    def remembering(call: Call) -> Answer:
        asked.append(call)
        return null(call)

    def proxy(call: Call) -> Answer:
        strayed.append(call)
        return null(call)

    netrc = tmp_path / "netrc"
    netrc.write_text("default login me password hush\n", encoding="utf-8")
    with listening(remembering) as url, listening(proxy) as elsewhere:
        for name in PROXIES:
            bare.setenv(name, elsewhere)
        for name in BUNDLES:
            bare.setenv(name, str(tmp_path / "nowhere.pem"))
        bare.setenv("NO_PROXY", "example.com")
        bare.setenv("NETRC", str(netrc))
        options = Options(base_url=url, api_key=KEY, only=(ONE,), out=str(tmp_path / "out"))
        with prepared(options):
            pass
    assert strayed == []
    assert [call.headers["authorization"] for call in asked] == [f"Bearer {KEY}"]
    said, doubt = capsys.readouterr().err.splitlines()
    assert "Is it the right server?" in doubt
    assert said.startswith("note: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY, http_proxy, ")
    assert "REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE, SSL_CERT_FILE, NETRC are set and not used" in said
    assert "hush" not in said
    assert elsewhere not in said


@pytest.mark.usefixtures("bare")
def test_one_line_says_what_is_not_used(tmp_path: Path) -> None:
    url = "http://127.0.0.1:9"
    assert unused(url, {}) == unused(url, {"HTTP_PROXY": ""}) == ""
    assert unused(url, {"https_proxy": "http://p"}) == (
        "https_proxy is set and not used: requests go straight to the base URL"
    )
    assert "; --ca-bundle names authorities to trust" in unused(url, {"CURL_CA_BUNDLE": "x"})
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login a password b\n", encoding="utf-8")
    assert unused(url, {}).startswith("the entry for 127.0.0.1 in .netrc is set and not used")
    assert unused("http://localhost", {}) == ""


def test_options_for_another_pytest_are_not_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_ADDOPTS", "-k nothing")
    before = dict(os.environ)
    with without(("PYTEST_ADDOPTS", "PYTEST_PLUGINS")):
        assert "PYTEST_ADDOPTS" not in os.environ
    assert dict(os.environ) == before


@pytest.mark.parametrize(
    ("given", "tail", "right"),
    [
        ("http://localhost:8420/v1", "/v1", "http://localhost:8420"),
        ("http://localhost:8420/v1//", "/v1", "http://localhost:8420"),
        ("https://h/api/v1", "/v1", "https://h/api"),
        ("http://h/v1/issuing/cards", "/v1/issuing/cards", "http://h"),
    ],
)
def test_a_base_url_ends_before_the_paths(given: str, tail: str, right: str) -> None:
    with pytest.raises(ConfigError) as told:
        check_tail("the base URL", given, PATHS)
    assert str(told.value) == (
        f"the base URL is {given!r}; it should end before {tail}, which paths have: {right}"
    )


@pytest.mark.parametrize(
    "given", ["http://v1", "http://h/apiv1", "http://h/v2", "http://h/v1/proxy", "http://h"]
)
def test_a_base_url_may_end_otherwise(given: str) -> None:
    check_tail("the base URL", given, PATHS)


def test_what_every_path_begins_with_is_the_contracts_word() -> None:
    check_tail("the base URL", "http://h/v1", ("/v1/a", "/v2/a"))
    with pytest.raises(ConfigError, match="end before /api/v1, which"):
        check_tail("the base URL", "http://h/api/v1", ("/api/v1/a", "/api/v1/b"))
    with pytest.raises(ConfigError, match="end before /api, which"):
        check_tail("the base URL", "http://h/api", ("/api/v1/a", "/api/v1/b"))


def ran(*arguments: str, folder: Path) -> Outcome:
    """Ask for a run of the null server that ends before anything is judged, in one line."""
    with listening(null) as url:
        outcome = command("run", "--base-url", url, *arguments, folder=folder, key=KEY)
    lines = outcome.said.splitlines()
    assert [line for line in lines if line.startswith("Error: ")] == lines[-1:]
    assert "Traceback" not in outcome.said
    return outcome


def test_a_file_that_names_the_prefix(tmp_path: Path) -> None:
    (tmp_path / "assay.toml").write_text('timeout = 1\nbase_url = "http://h/v1"\n')
    outcome = command("run", folder=tmp_path, key=KEY)
    assert outcome.code == 2
    assert "assay.toml:2: base_url is 'http://h/v1'; it should end before /v1" in outcome.said
    assert outcome.said.endswith("which paths have: http://h\n")


def test_results_for_allure_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "out").mkdir()
    given = ("--only", ONE, "--out", str(tmp_path / "out"), "--allure")
    outcome = ran(*given, str(tmp_path / "file" / "allure"), folder=tmp_path)
    assert outcome.code == 2
    assert f"cannot write to {tmp_path / 'file' / 'allure'}: " in outcome.said
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (f"\ufeff{ONE}x\n".encode(), 3, "ids.txt:1: no claim has an id that matches"),
        (f"\ufeff{ONE}x\r\n".encode("utf-16-le"), 3, f"matches '{ONE}x'; did you mean {ONE}"),
        (f"# all\n\n  # more\n{ONE}\nissuing.nothing\n".encode(), 3, "ids.txt:5: no claim"),
        (b"a.1\na.2\na.3\na.4\na.5\na.6\na.7\n", 3, "; and 2 more like it: nothing was checked"),
        (b"\xef\xbb\xbf# nothing\n", 2, "ids.txt lists no id"),
        (b"", 2, "ids.txt lists no id"),
        (b"fine\n\xff\xfe\n", 2, "ids.txt:2 is no list of ids: it is not UTF-8"),
    ],
    ids=["a mark", "another mark", "a line", "many lines", "no line", "nothing", "no text"],
)  # fmt: skip
def test_a_list_of_ids(content: bytes, code: int, said: str, tmp_path: Path) -> None:
    (tmp_path / "ids.txt").write_bytes(content)
    outcome = ran("--only-file", str(tmp_path / "ids.txt"), folder=tmp_path)
    assert outcome.code == code, outcome.said
    assert said in outcome.said.splitlines()[-1]
    assert list(tmp_path.iterdir()) == [tmp_path / "ids.txt"]


def test_a_list_with_a_byte_order_mark_asks_what_it_lists(tmp_path: Path) -> None:
    (tmp_path / "ids.txt").write_text(f"\ufeff{ONE}\n", encoding="utf-8")
    with listening(null) as url:
        given = ("--only-file", "ids.txt", "--allure", "ids.txt/x", "--base-url", url)
        outcome = command("run", *given, folder=tmp_path, key=KEY)
    assert outcome.code == 2  # the list is fine: it is the folder for Allure that stops it
    assert "cannot write to ids.txt/x" in outcome.said


@pytest.mark.parametrize(
    "arguments",
    [
        ("--only-file", "folder"),
        ("--only-file", "nowhere"),
        ("--config", "folder"),
        ("--config", "nowhere"),
        ("--ca-bundle", "folder"),
        ("--ca-bundle", "nowhere"),
        ("--allure", "file"),
        ("--out", "file"),
        ("--out", "file/below"),
    ],
)
def test_something_else_than_a_file_or_a_folder(arguments: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    outcome = ran("--only", ONE, *arguments, folder=tmp_path)
    assert outcome.code == 2, outcome.said
    assert arguments[1] in outcome.said.splitlines()[-1]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_a_configuration_that_is_no_file(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "assay.toml"
    if kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("nowhere.toml")
    outcome = command("run", folder=tmp_path, key=KEY)
    assert outcome.code == 2, outcome.said
    assert outcome.said.splitlines()[-1].startswith("Error: assay.toml: ")


@pytest.mark.parametrize("name", ["ledger.ndjson", "parts/settings.json", "results.json"])
def test_a_directory_where_a_report_finds_files(name: str, tmp_path: Path) -> None:
    if name == "results.json":
        ledger = LedgerWriter(tmp_path / "ledger.ndjson", "controller")
        ledger.header(header(Settings("r", "http://x", str(tmp_path), "version"), ()))
        ledger.close()
    (tmp_path / name).mkdir(parents=True)
    outcome = command("report", str(tmp_path), folder=tmp_path)
    assert outcome.code == 2, outcome.said
    assert "Traceback" not in outcome.said
    assert outcome.said.splitlines()[-1].startswith("Error: ")


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"only": 3}'])
def test_settings_that_nobody_understands(text: str, tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "settings.json").write_text(text, encoding="utf-8")
    outcome = command("report", str(tmp_path), folder=tmp_path)
    assert outcome.code == 2, outcome.said
    assert "settings.json does not say of which run" in outcome.said.splitlines()[-1]
