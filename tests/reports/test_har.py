"""HAR: every exchange, read back as it was."""

from __future__ import annotations

import json
from pathlib import Path

from haralyzer import HarParser

from harness.exchange import Exchange, Request
from recordings.read.files import read
from reports.formats.har import entry
from sandbox.auth import SECRET
from tests.near import answering
from tests.reports.every_status import ledger
from tests.reports.written import FORMATS, written
from tests.running import run
from tests.suites.servers import Reference


def test_har_has_every_exchange(tmp_path: Path) -> None:
    archive = HarParser(json.loads(written("har", tmp_path, ledger())))
    assert archive.version == "1.2"
    entries = {entry["comment"]: entry for entry in archive.har_data["entries"]}
    assert sorted(entries) == ["m-1", "m-2", "m-3", "m-4"]
    first = entries["m-1"]
    assert first["request"]["url"] == "http://127.0.0.1:9/v1/things?a[]=1&b=%20"
    assert first["request"]["queryString"] == [
        {"name": "a[]", "value": "1"}, {"name": "b", "value": " "}]  # fmt: skip
    assert first["request"]["postData"]["text"] == "name=x+y&n=1"
    assert first["startedDateTime"] == "2023-11-14T22:13:21.500+00:00"
    assert (first["time"], first["timings"]["wait"]) == (250, 250)
    assert first["response"]["content"]["text"] == '{"id": "t_1"}'
    assert entries["m-2"]["response"]["content"]["encoding"] == "base64"
    assert entries["m-3"]["response"]["status"] == 0
    cut = entries["m-4"]["response"]["content"]
    assert (cut["size"], "text" in cut) == (9_000, False)


def test_what_no_address_has_is_encoded_in_one() -> None:
    """A query that is no form is sent, and is archived as it is on the wire (RFC 3986)."""
    asked = Request("GET", "/v1/é", '{"a": [1]}&b=%20%zz#')
    found = entry(Exchange("m-1", "", asked, None, 1.0, 0.0), "http://x")
    assert found["request"]["url"] == "http://x/v1/%C3%A9?%7B%22a%22:%20[1]%7D&b=%20%25zz%23"


def test_har_is_read_back_as_it_was(tmp_path: Path) -> None:
    """What a run exchanged, and was judged to hold, holds when it is read as a recording."""
    with answering(Reference()) as url:
        kept = run(url, "issuing.cardholder.create.accepts.*", key=SECRET).ledger
    path = FORMATS["har"].write(kept, tmp_path)
    (recording,) = read((path,))
    found = [(e.request.method, e.request.target, e.request.body, e.status, e.json)
             for e in (one.exchange for one in recording.exchanges)]  # fmt: skip
    sent = sorted(kept.exchanges.values(), key=lambda e: e.started)
    assert found == [(e.request.method, e.request.target, e.request.body, e.status, e.json)
                     for e in sent]  # fmt: skip
