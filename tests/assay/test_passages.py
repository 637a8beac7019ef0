"""What a user says of headers, proxy and certificate reaches the target, and no file or line."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from assay.run.configuring import Options, configuration
from assay.run.passages import early, opened, reserved
from assay.trouble import Stop
from contracts import load
from harness.config import Config, ConfigError, load_config
from harness.dumping import dump_config
from harness.passage import Passage, Ways
from harness.redaction import Keys
from tests.harness.proxying import proxying
from tests.running import command
from tests.suites.servers import Answer, Call, listening

KEY, TOKEN, PASSWORD = "sk_test_Abcdef123456", "gw-token-5f3c9a1b77", "p@ss-word-4711"
ONE = "issuing.physical_bundle.list.accepts"


def test_a_run_sends_them_and_no_file_or_line_shows_their_secrets(tmp_path: Path) -> None:
    calls: list[Call] = []

    def respond(call: Call) -> Answer:
        calls.append(call)
        said = {"said": dict(call.headers), "password": PASSWORD}
        return Answer(200, json.dumps(said).encode(), {"X-Said": call.headers.get("x-gateway", "")})

    with listening(respond) as url, proxying(f"me:{PASSWORD}") as proxy:
        login = proxy.url.replace("http://", "http://me:p%40ss-word-4711@")
        done = command("run", "--base-url", url, "--only", ONE, "--out", "out", "--no-reference",
                       "--header", f"X-Gateway: {TOKEN}", "--proxy", login,
                       folder=tmp_path, key=KEY)  # fmt: skip
    assert done.code == 1, done.said
    assert {call.headers["x-gateway"] for call in calls} == {TOKEN}
    assert len(proxy.heads) == len(calls) > 1
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) >= 4
    for text in (done.said, *(path.read_text("utf-8") for path in files)):
        for secret in (TOKEN, PASSWORD, "p%40ss-word-4711", KEY):
            assert secret not in text
    assert '"x-gateway":"REDACTED"' in (tmp_path / "out" / "ledger.ndjson").read_text("utf-8")


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (
            ("--header", f"Authorization: Bearer {TOKEN}"),
            "Authorization is a header that the suites",
        ),
        (("--header", f"idempotency-key: {TOKEN}"), "is a header that the suites send"),
        (("--header", f"Stripe-Version: {TOKEN}"), "is a header that the suites send"),
        (("--header", TOKEN), "as 'Name: value'"),
        (("--header", f"X-A: {TOKEN}", "--header", f"x-a: {TOKEN}"), "a header is given twice"),
        (("--header", f"X-A: {TOKEN}\u00e9"), "the header X-A: its value is empty, or holds"),
        (("--proxy", f"socks5://me:{TOKEN}@h:1"), "SOCKS proxies are not supported"),
        (("--proxy", f"http://me:{TOKEN}@[::1"), "the address of a proxy"),
        (("--client-cert", "nowhere.pem"), "cannot be used: No such file"),
        (("--client-key", "nowhere.key"), "a key is given, and no certificate"),
        (("--wrong", "--header", f"X-A: {TOKEN}"), "No such option"),
    ],
)
def test_what_cannot_be_used_is_refused_before_any_request(
    flags: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    done = command("run", "--base-url", "http://127.0.0.1:9", *flags, folder=tmp_path, key=KEY)
    assert done.code == 2
    assert said in done.said
    assert TOKEN not in done.said


def test_what_arguments_may_hold_is_known_before_they_are_read() -> None:
    given = ["--header", f"X: {TOKEN}", f"--proxy=http://me:{PASSWORD}@h:1", "--header"]
    assert {TOKEN, PASSWORD} <= set(early(given))


def test_the_headers_of_an_api_are_its_own() -> None:
    assert {"Stripe-Version", "Idempotency-Key"} <= reserved(load())


def _file(folder: Path, text: str) -> Path:
    path = folder / "assay.toml"
    path.write_text(f'base_url = "http://127.0.0.1:9"\n{text}', encoding="utf-8")
    return path


FULL = """proxy = "http://host:3128"
client_cert = "client.pem"
client_key = "client.key"
client_key_passphrase_env = "PHRASE"
[headers]
X-Gateway = "GATEWAY_TOKEN"
"""


def test_a_file_names_variables_and_files_beside_it(tmp_path: Path) -> None:
    assert load_config(_file(tmp_path, FULL)).ways == Ways(
        {"X-Gateway": "GATEWAY_TOKEN"}, "http://host:3128", str(tmp_path / "client.pem"),
        str(tmp_path / "client.key"), "PHRASE",
    )  # fmt: skip


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    config = load_config(_file(tmp_path, FULL))
    (tmp_path / "assay.toml").write_text(dump_config(config), encoding="utf-8")
    assert load_config(tmp_path / "assay.toml") == config


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[headers]\nX-A = "a secret value"\n', "assay.toml:3: X-A: give the name of the env"),
        ("[headers]\nX-A = 3\n", "assay.toml:3: X-A: give the name of the environment variable"),
        ('[headers]\nHost = "V"\n', "assay.toml:3: Host: Host is a header that the suites send"),
        ('proxy = "http://me:secret@h:1"\n', "assay.toml:2: proxy: it holds a password"),
        ('proxy = "h"\n', "assay.toml:2: proxy: it should be the address of a proxy"),
        ('headers = "x"\n', "assay.toml:2: headers is 'x'; it should be a table"),
    ],
)
def test_what_a_file_says_wrongly_is_told_with_its_line(
    text: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(ConfigError, match=said) as caught:
        load_config(_file(tmp_path, text))
    assert "secret" not in str(caught.value)


def _opened(monkeypatch: pytest.MonkeyPatch, **given: Any) -> Passage:
    for name in [name for name in os.environ if name.startswith("ASSAY_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GATEWAY_TOKEN", TOKEN)
    config = Config("http://h", ways=Ways({"X-Gateway": "GATEWAY_TOKEN"}, "http://host:3128"))
    return opened(Keys(KEY), Options(**given), config, load()).passage


def test_flags_win_over_environment_and_environment_over_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert _opened(monkeypatch) == Passage((("X-Gateway", TOKEN),), "http://host:3128")
    found = _opened(monkeypatch, headers=("x-gateway: other-1", "X-B: b"), proxy="http://o:1")
    assert found == Passage((("x-gateway", "other-1"), ("X-B", "b")), "http://o:1")


def test_a_variable_that_is_not_set_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOWHERE", raising=False)
    config = Config("http://h", ways=Ways({"X-A": "NOWHERE"}))
    with pytest.raises(Stop, match="X-A: its variable NOWHERE is not set") as caught:
        opened(Keys(KEY), Options(), config, load())
    assert caught.value.exit_code == 2


def test_what_a_file_says_is_not_used_for_another_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ASSAY_BASE_URL", raising=False)
    path = _file(tmp_path, '[headers]\nX-Gateway = "GATEWAY_TOKEN"\n')
    own = configuration(Options(config=path), load())
    other = configuration(Options(config=path, base_url="http://other"), load())
    assert own.ways.headers == {"X-Gateway": "GATEWAY_TOKEN"}
    assert other.ways == Ways()
