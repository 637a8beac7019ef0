"""Runs that go on at once in one working folder, against other servers with other keys."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from sandbox.auth import SECRET
from tests.running import ROOT, started
from tests.suites.servers import Answer, Call, Reference, listening

PART = "issuing.physical_bundle.*.accepts"
RUN = ("-m", "assay", "run", "--workers", "2", "--only", PART)
SUITES = ("-m", "pytest", str(ROOT / "suites"), "-c", str(ROOT / "pyproject.toml"),
          "-p", "no:cacheprovider", "-q", "--only", PART)  # fmt: skip
KEYS = ("sk_test_first", "sk_test_second")
PATIENCE = 300.0  # seconds, after which something hangs


class Remembering:
    """A sandbox that takes one key and remembers which it was sent; `broken` spoils its lists."""

    def __init__(self, key: str, *, broken: bool) -> None:
        self.keys: set[str] = set()
        self._key, self._reference, self._broken = key, Reference(), broken

    def __call__(self, call: Call) -> Answer:
        scheme, _, key = call.headers.get("authorization", "").partition(" ")
        self.keys.add(key)
        if key == self._key:
            headers = {**call.headers, "authorization": f"{scheme} {SECRET}"}
            call = replace(call, headers=headers)
        answer = self._reference(call)
        if self._broken and answer.status == 200 and answer.json.get("object") == "list":
            return answer.saying(answer.json["data"])
        return answer


@pytest.mark.whole
def test_each_run_asks_its_own_server_with_its_own_key(tmp_path: Path) -> None:
    servers = [Remembering(KEYS[0], broken=False), Remembering(KEYS[1], broken=True)]
    with contextlib.ExitStack() as stack:
        urls = [stack.enter_context(listening(server)) for server in servers]
        runs = [
            stack.enter_context(started(*how, "--base-url", url, folder=tmp_path, key=key))
            for how, url, key in zip((RUN, SUITES), urls, KEYS, strict=True)
        ]
        said = [run.communicate(timeout=PATIENCE)[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 1], said
    for server, key, other in zip(servers, KEYS, KEYS[::-1], strict=True):
        assert key in server.keys
        assert other not in server.keys
    folders = [p for p in (tmp_path / "reports" / "out").iterdir() if not p.is_symlink()]
    found = [json.loads((f / "results.json").read_text(encoding="utf-8")) for f in folders]
    judged = {each["run"]["base_url"]: each for each in found}
    assert set(judged) == set(urls)
    assert all(each["run"]["complete"] for each in found)
    assert judged[urls[0]]["totals"]["fail"] == 0
    assert judged[urls[1]]["totals"]["fail"] > 0
    assert (tmp_path / "reports" / "out" / "latest" / "report.html").exists()


@pytest.mark.parametrize("key", KEYS)
def test_a_server_takes_one_key(key: str) -> None:
    server = Remembering(key, broken=False)
    sent = [Call("GET", "/v1/payment_intents", headers={"authorization": f"Bearer {each}"})
            for each in KEYS]  # fmt: skip
    assert [server(call).status == 200 for call in sent] == [each == key for each in KEYS]
