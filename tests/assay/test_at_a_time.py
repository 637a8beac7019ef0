"""How many groups are asked at a time: as was said, or as the target is near or far."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assay.run.configuring import Options, configuration
from assay.run.prepare import at_a_time
from assay.trouble import Stop
from harness.config import Config
from harness.exchange import Exchange, Request, Response
from harness.message import Message
from harness.preflight import preflight
from tests.running import command


@pytest.mark.parametrize(
    ("options", "config", "seconds", "count"),
    [
        ({}, {}, 0.004, 1),
        ({}, {}, 0.04, 1),
        ({}, {}, 0.1, 7),
        ({}, {}, 0.3, 12),
        ({}, {}, 5.0, 32),
        ({}, {"rate": 5.0}, 0.3, 6),
        ({}, {"rate": 1.0}, 0.3, 5),
        ({}, {"concurrency": 5}, 0.004, 5),
        ({"concurrency": 2}, {"concurrency": 5}, 0.3, 2),
        ({"concurrency": 1}, {"concurrency": 5}, 0.3, 1),
        ({"concurrency": 1, "workers": 4}, {}, 0.3, 1),
        ({"workers": 4}, {}, 0.3, 12),
        ({"workers": 20}, {}, 0.3, 20),
        ({"workers": 8}, {}, 0.1, 8),
        ({"workers": 8, "local": 8}, {}, 0.1, 1),
        ({"workers": 4, "local": 4}, {}, 0.3, 3),
        ({"workers": 2}, {}, 0.004, 1),
        ({"workers": 4}, {"concurrency": 5}, 0.3, 5),
        ({"workers": 1}, {}, 0.3, 12),
    ],
)
def test_how_many(
    options: dict[str, Any], config: dict[str, Any], seconds: float, count: int
) -> None:
    assert at_a_time(Options(**options), Config(**config), seconds) == count


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"concurrency": 0}, "from 1 to 64"),
        ({"concurrency": 65}, "from 1 to 64"),
    ],
)
def test_what_cannot_be(options: dict[str, Any], said: str) -> None:
    with pytest.raises(Stop, match=said) as stopped:
        at_a_time(Options(**options), Config(), 0.1)
    assert stopped.value.exit_code == 2


class Answering:
    """A target whose answers take a while each."""

    base_url = "http://a"

    def __init__(self, *seconds: float, body: bytes = b"{}") -> None:
        self._seconds = iter(seconds)
        self._body = body

    def send(self, message: Message) -> Exchange:
        request, response = Request(message.method, message.path), Response(200, {}, self._body)
        return Exchange("m-1", "", request, response, 0.0, next(self._seconds))


def test_a_first_answer_that_is_slow_does_not_make_a_target_far() -> None:
    found = preflight(Answering(2.0, 0.01, 0.02), Message("GET", "/"))  # type: ignore[arg-type]
    assert found.seconds == 0.01
    found = preflight(Answering(0.03), Message("GET", "/"))  # type: ignore[arg-type]
    assert found.seconds == 0.03
    long = Answering(2.0, body=b"{" + b" " * 256_000 + b"}")
    assert preflight(long, Message("GET", "/")).seconds == 0.0  # type: ignore[arg-type]


@pytest.mark.parametrize("given", ["0", "65", "-1", "many", "1.5", "²"])
def test_a_number_of_workers_that_is_none_is_refused(given: str, tmp_path: Path) -> None:
    done = command("run", "--workers", given, folder=tmp_path)
    assert done.code == 2
    assert f"--workers is {given!r}; it should be from 1 to 64, or auto" in done.said


@pytest.mark.parametrize(("given", "rate"), [({}, 5.0), ({"rate": 1.0}, 1.0)])
def test_a_rate_that_is_said_wins_over_that_of_the_file(
    given: dict[str, Any], rate: float, tmp_path: Path
) -> None:
    file = tmp_path / "assay.toml"
    file.write_text('base_url = "http://127.0.0.1:1"\nrate = 5\n', encoding="utf-8")
    options = Options(config=file, **given)
    assert configuration(options, options.package).rate == rate
