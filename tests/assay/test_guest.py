"""A mock's own tests ask its server by the fixture `assay`; what does not take it is left alone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from assay.guest.checking import Check
from tests.running import LIMIT, ROOT

ANSWERS = """
import json

INTENT = {"id": "pi_0123456789abcdefghijklmn", "object": "payment_intent", "livemode": False}
LIST = {"object": "list", "data": [INTENT], "has_more": False, "url": "/v1/payment_intents"}
SHOWN = {"Request-Id": "req_0123456789abcd", "Stripe-Version": "2026-04-22.dahlia",
         "Content-Type": "application/json"}


def error(message):
    return {"error": {"type": "invalid_request_error", "message": message}}


def answer(method, path, query, key):
    if not key:
        return 401, SHOWN, json.dumps(error("no key")).encode()
    if (method, path) != ("GET", "/v1/payment_intents"):
        return 404, SHOWN, json.dumps(error("Unrecognized request URL")).encode()
    if "assay_unknown" in query:
        return 400, SHOWN, json.dumps(error("unknown parameter")).encode()
    return 200, SHOWN, json.dumps(LIST).encode()
"""
WSGI = """
import threading

import pytest
from werkzeug.serving import make_server

from answers import answer


def app(environ, start):
    status, headers, body = answer(environ["REQUEST_METHOD"], environ["PATH_INFO"],
                                   environ["QUERY_STRING"], environ.get("HTTP_AUTHORIZATION"))
    start(f"{status} -", list(headers.items()))
    return [body]


@pytest.fixture(scope="session")
def assay_base_url():
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
"""
ASGI = """
import socket
import threading

import pytest
import uvicorn

from answers import answer


async def app(scope, receive, send):
    headers = {name.decode(): value for name, value in scope["headers"]}
    status, shown, body = answer(scope["method"], scope["path"], scope["query_string"].decode(),
                                 headers.get("authorization"))
    pairs = [(name.encode(), value.encode()) for name, value in shown.items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture(scope="session")
def assay_base_url():
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()
"""
ROOTED = "[pytest]\naddopts = --strict-markers --strict-config -p no:cacheprovider\n"
ONE = "payment_intent.list.auth.no_key"


def pytest_of(folder: Path, *arguments: str, plugin: bool = True) -> tuple[int, str]:
    """Run pytest in a folder as one who has Assay installed does; return its code and words."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("ASSAY_", "PYTEST_"))}
    paths = os.pathsep.join([str(ROOT), str(folder)])
    given = ["-p", "assay.guest.plugin"] if plugin else []
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "pytest", *given, *arguments], cwd=folder, text=True,
        env={**kept, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": paths},
        capture_output=True, timeout=LIMIT, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def written(folder: Path, tests: str, conftest: str = "") -> Path:
    """Write a mock's folder: its server, its conftest, its tests."""
    for name, text in (("answers.py", ANSWERS), ("conftest.py", conftest),
                       ("test_contract.py", tests), ("pytest.ini", ROOTED)):  # fmt: skip
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def outcomes(said: str) -> dict[str, str]:
    """Return how each item ended, by its id, as `-v` tells; an error behind a pass as that."""
    return dict(
        re.findall(r"^test_contract.py::(\S+) (PASSED|FAILED|SKIPPED|ERROR)", said, re.MULTILINE)
    )


@pytest.mark.whole
def test_a_wsgi_mock_asks_itself(tmp_path: Path) -> None:
    """One run shows each way in which an item ends; what others call `assay` stays theirs."""
    folder = written(tmp_path, f"""
import pytest

@pytest.mark.assay(only=[{ONE!r}])
def test_holds(assay):
    assay.check()

@pytest.mark.assay(only="payment_intent.list.unknown.*", profile="standard", seed=3)
def test_broken(assay):
    assay.check()

@pytest.mark.assay(only="payment_intent.list.pagination.page_size")
def test_lacking(assay):
    assay.check()

@pytest.mark.assay(only="payment_intent.list.auth.no_key")
def test_forgets(assay):
    pass

@pytest.mark.parametrize("assay", [1, 2])
def test_foreign(assay):
    assert assay in (1, 2)
""", WSGI)  # fmt: skip
    entry = f'[[known]]\nid = "{ONE}"\nreason = "it holds"\n'
    (folder / "assay-known.toml").write_text(entry, encoding="utf-8")
    code, said = pytest_of(folder, "-v", "-rs")
    assert code == 1, said
    assert f"fixed    {ONE}: known to fail, and holds now: take the entry out" in said
    ended = outcomes(said)
    assert {name: how for name, how in ended.items() if "holds" in name or "foreign" in name} == {
        "test_holds[payment_intent.list.auth]": "PASSED",
        "test_foreign[1]": "PASSED", "test_foreign[2]": "PASSED",
    }  # fmt: skip
    assert ended["test_broken[payment_intent.list.rejections]"] == "FAILED"
    assert ended["test_lacking[payment_intent.list.pagination]"] == "SKIPPED"
    assert ended["test_forgets[payment_intent.list.auth]"] == "ERROR"
    assert "assay.check() was not called: nothing was judged" in said
    assert re.search(r"SKIPPED.*not_testable payment_intent.list.pagination.page_size: ", said)
    assert "fail payment_intent.list.unknown.assay_unknown (G-34)" in said
    assert "  expected  " in said
    assert "  observed  " in said
    assert re.search(r"  curl      curl -sS .*assay_unknown=1", said)
    assert "seed 3" in said


@pytest.mark.whole
def test_an_asgi_mock_asks_itself_with_two_workers(tmp_path: Path) -> None:
    """Items are called the same whoever asks them."""
    folder = written(tmp_path, """
import pytest

@pytest.mark.assay(only=["payment_intent.list.auth.*", "payment_intent.list.mode"])
def test_contract(assay):
    assay.check()
""", ASGI)  # fmt: skip
    _, listed = pytest_of(folder, "--collect-only", "-q")
    ids = sorted(line for line in listed.splitlines() if "::" in line)
    assert "test_contract.py::test_contract[payment_intent.list.auth]" in ids
    entries = "".join(f'[[known]]\nid = "{name}"\nreason = "until it is mended"\n'
                      for name in ("payment_intent.list.auth.*", ONE))  # fmt: skip
    (folder / "assay-known.toml").write_text(entries, encoding="utf-8")
    code, said = pytest_of(folder, "-p", "xdist", "-n", "2", "-v")
    assert code == 1, said
    assert f"fixed    {ONE}: known to fail" in said  # by a claim of one worker
    assert "fixed    payment_intent.list.auth.*" not in said  # some of it is broken
    ended = re.findall(r"\] (?:PASSED|FAILED|SKIPPED|ERROR|XFAIL) (\S+)", said)
    assert sorted(ended) == ids
    assert "ERROR" not in said


@pytest.mark.whole
@pytest.mark.parametrize(
    ("marker", "words"),
    [
        ('only="payment_itnent.*"', "no claim has an id that matches 'payment_itnent.*'; did you"),
        ('profile="quick"', "the profile 'quick' is none of smoke, standard, thorough"),
        ('onyl="x"', "the marker assay knows only, profile, seed, by name; here stands 'onyl'"),
    ],
)
def test_a_wrong_marker_is_an_error_of_collecting(marker: str, words: str, tmp_path: Path) -> None:
    text = f"import pytest\n@pytest.mark.assay({marker})\ndef test_it(assay): assay.check()\n"
    code, said = pytest_of(written(tmp_path, text), "-q")
    assert code == 2, said
    assert words in said
    assert "passed" not in said


@pytest.mark.whole
def test_no_server_is_an_error(tmp_path: Path) -> None:
    text = (
        "import pytest\n"
        f"@pytest.mark.assay(only={ONE!r})\n"
        "def test_it(assay): assay.check()\n"
        f"@pytest.mark.assay(only={ONE!r})\n"
        "class TestDown:\n"
        "    @pytest.fixture\n"
        "    def assay_base_url(self): return 'http://127.0.0.1:9'\n"
        "    def test_it(self, assay): assay.check()\n"
    )
    code, said = pytest_of(written(tmp_path, text), "-q")
    assert code == 1, said
    assert "2 errors" in said
    assert "no server to ask: let the fixture assay_base_url return the address" in said
    assert "http://127.0.0.1:9 cannot be reached" in said


FOREIGN = """
def pytest_addoption(parser):
    parser.addoption("--base-url", dest="base_url", default=None)
    parser.addoption("--profile", action="store_true")
    parser.addoption("--only", default=None)
"""


@pytest.mark.whole
def test_options_of_others_do_not_collide(tmp_path: Path) -> None:
    """pytest-base-url has `--base-url`, pytest-profiling `--profile`."""
    (tmp_path / "others.py").write_text(FOREIGN, encoding="utf-8")
    test = "def test_it(pytestconfig): assert pytestconfig.getoption('base_url') == 'http://x'\n"
    folder = written(tmp_path, test)
    for order in (["-p", "others"], []):
        more = order or ["-p", "others"]
        code, said = pytest_of(folder, *more, "--base-url", "http://x", "-q")
        assert code == 0, said
        assert "assay" not in said


@pytest.mark.whole
def test_the_suites_take_the_options_that_others_leave(tmp_path: Path) -> None:
    (tmp_path / "others.py").write_text(FOREIGN, encoding="utf-8")
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("ASSAY_", "PYTEST_"))}
    paths = os.pathsep.join([str(ROOT), str(tmp_path)])
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "suites", "-p", "others", "-q", "-p",
         "no:cacheprovider", "--base-url", "http://127.0.0.1:9"],
        cwd=ROOT, text=True, capture_output=True, timeout=LIMIT, check=False,
        env={**kept, "PYTHONPATH": paths, "ASSAY_API_KEY": "sk_test_1",
             "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    )  # fmt: skip
    assert done.returncode == 4, done.stdout + done.stderr
    assert "http://127.0.0.1:9 cannot be reached" in done.stderr


@pytest.mark.whole
def test_it_costs_a_foreign_run_next_to_nothing() -> None:
    """Until a test takes the fixture, none of Assay's modules is loaded but these."""
    program = (
        "import pytest, sys; before = set(sys.modules); import assay.guest.plugin; "
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
        capture_output=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == [
        "assay", "assay.guest", "assay.guest.options", "assay.guest.plugin",
    ]  # fmt: skip


def test_an_installation_brings_the_plugin() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {"assay": "assay.guest.plugin"}


def check(*statuses: str) -> Check:
    found = [
        {"id": f"a.b.c{number}", "status": status, "clause": "L1", "message": f"{status} said",
         "expected": "1" if status == "fail" else "", "observed": "2" if status == "fail" else ""}
        for number, status in enumerate(statuses)
    ]  # fmt: skip
    return Check("a.b.group", {"base_url": "http://x", "seed": 7, "verdicts": found})


def test_what_is_broken_is_told() -> None:
    with pytest.raises(pytest.fail.Exception) as found:
        check("pass", "fail").check()
    assert str(found.value) == (
        "1 of 2 claims broken at http://x (group a.b.group, seed 7)\n\n"
        "fail a.b.c1 (L1)\n  expected  1\n  observed  2\n  more      assay explain 'a.b.c1'"
    )


def test_an_error_is_none_of_the_servers() -> None:
    with pytest.raises(pytest.fail.Exception, match="1 of 2 claims could not be judged"):
        check("pass", "error").testable()
    check("fail", "error").testable()  # what is broken is told when it is checked


@pytest.mark.parametrize(
    ("statuses", "words"),
    [
        (["pass", "not_testable"], "1 of 2: not_testable a.b.c1: not_testable said"),
        (["pass", "warn"], "1 of 2: warn a.b.c1: warn said"),
        (["noted"], "probes only"),
        ([], "nothing was judged"),
    ],
)
def test_what_nothing_earned_is_skipped(statuses: list[str], words: str) -> None:
    with pytest.raises(pytest.skip.Exception, match=re.escape(words)):
        check(*statuses).check()


def test_what_is_known_is_expected_to_fail() -> None:
    with pytest.raises(pytest.xfail.Exception, match=r"1 known: a.b.c1: known said"):
        check("pass", "known").check()


def test_what_holds_passes() -> None:
    found = check("pass", "noted")
    found.check()
    assert found.looked
