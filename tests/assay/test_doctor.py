"""`assay doctor` says whether a run can begin and whose the trouble is, and writes nothing."""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import trustme

from tests.running import KEY, Outcome, command
from tests.suites.servers import Answer, Call, listening

VERSION = "2026-04-22.dahlia"
DATE = "Thu, 01 Jan 2026 00:00:00 GMT"


class Server:
    """A server that answers each request as `say` has it, and keeps which there were."""

    def __init__(self, say: Callable[[Call], Answer]) -> None:
        self.say = say
        self.calls: list[Call] = []

    def __call__(self, call: Call) -> Answer:
        self.calls.append(call)
        return self.say(call)


def shown(code: int = 200, headers: Mapping[str, str] | None = None, **body: object) -> Answer:
    given = {"Content-Type": "application/json", "Stripe-Version": VERSION}
    return Answer(code, json.dumps(body).encode(), {**given, **(headers or {})})


def page(_: Call) -> Answer:
    return shown(object="list", data=[], has_more=False, url="/")


def look(say: Callable[[Call], Answer], folder: Path, *more: str, key: str = KEY) -> Outcome:
    with listening(say) as url:
        return command("doctor", "--base-url", url, *more, folder=folder, key=key)


def lines(outcome: Outcome, about: str) -> list[str]:
    return [text for text in outcome.said.splitlines() if text[9:24].strip() == about]


def test_a_run_can_begin_and_nothing_was_written(tmp_path: Path) -> None:
    server = Server(page)
    done = look(server, tmp_path)
    assert done.code == 0, done.said
    assert {call.method for call in server.calls} == {"GET"}
    assert lines(done, "configuration") == [
        "ok       configuration  there is no assay.toml, and none is needed"
    ]
    assert lines(done, "version") == [f"ok       version        {VERSION}, as was asked for"]
    assert lines(done, "products") == [
        "ok       products       9 of 9 lists answer; 4 others need an id, and were not asked"
    ]
    assert lines(done, "test mode") == [
        "ok       test mode      the key is not one of a live account"
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_wrong_is_yours(tmp_path: Path) -> None:
    (tmp_path / "assay.toml").write_text("base_ulr = 1\n", encoding="utf-8")
    done = look(page, tmp_path)
    assert done.code == 2
    assert done.said.startswith(
        "problem  configuration  your configuration: assay.toml:1: unknown key 'base_ulr'"
    )


def test_a_live_key_is_yours(tmp_path: Path) -> None:
    done = look(page, tmp_path, key="sk_live_123456789")
    assert done.code == 2
    assert "problem  key            your configuration: a live key was given" in done.said
    assert "sk_live_123456789" not in done.said
    assert look(page, tmp_path, "--allow-live", key="sk_live_123456789").code == 0


def test_a_key_that_is_refused_is_yours(tmp_path: Path) -> None:
    done = look(lambda _: shown(401, error={"message": "no"}), tmp_path)
    assert done.code == 2
    assert "refuses the API key (status 401)" in lines(done, "key")[-1]
    assert lines(done, "key")[-1].startswith("problem  key            your configuration: ")


def test_a_name_that_leads_nowhere_is_the_networks(tmp_path: Path) -> None:
    url = "http://nowhere.invalid"
    done = command("doctor", "--base-url", url, folder=tmp_path, key=KEY)
    assert done.code == 3
    assert lines(done, "name")[0].startswith(
        "problem  name           the network: the name nowhere.invalid leads nowhere ("
    )


def test_nobody_there(tmp_path: Path) -> None:
    with listening(page) as url:
        pass
    done = command("doctor", "--base-url", url, folder=tmp_path, key=KEY)
    assert done.code == 3
    assert lines(done, "answer")[0].startswith("problem  answer         the network: http://")


def test_products_are_of_the_account_and_paths_of_the_server(tmp_path: Path) -> None:
    def say(call: Call) -> Answer:
        if call.path == "/v1/issuing/cards":
            return shown(403, error={"message": "Issuing is off"})
        if call.path in ("/v1/issuing/disputes", "/v1/payment_links"):
            return shown(404, error={"message": f"no route {call.path}"})
        return Answer(200, b"[]") if call.path == "/v1/payment_intents" else page(call)

    done = look(say, tmp_path)
    assert done.code == 0
    assert lines(done, "products") == [
        "ok       products       5 of 9 lists answer; 4 others need an id, and were not asked",
        (
            "note     products       your account: GET /v1/issuing/cards is refused (status 403: "
            "Issuing is off): is the product enabled?"
        ),
        (
            "note     products       the server: GET /v1/issuing/disputes, GET /v1/payment_links "
            "are not there (status 404)"
        ),
        (
            "note     products       the server: GET /v1/payment_intents is answered with status "
            "200, and with no list"
        ),
    ]


def test_the_clock_the_version_and_the_limits(tmp_path: Path) -> None:
    odd = {"Stripe-Version": "2020-01-01", "Date": DATE, "RateLimit-Remaining": "7"}
    done = look(lambda _: shown(200, odd, object="list", data=[]), tmp_path)
    assert done.code == 0
    assert lines(done, "version") == [
        (
            f"note     version        the server: {VERSION} was asked for in Stripe-Version, and "
            "the answer names 2020-01-01"
        )
    ]
    assert "behind that of this machine" in lines(done, "clock")[0]
    assert "ratelimit-remaining: 7" in lines(done, "limits")[0]


def test_configured_ids_are_looked_at(tmp_path: Path) -> None:
    (tmp_path / "assay.toml").write_text(
        '[ids]\n"issuing.card" = "ic_1"\n"issuing.card:active" = ["ic_2", "ic_3", "ic_4"]\n',
        encoding="utf-8",
    )

    def say(call: Call) -> Answer:
        if call.path.endswith("ic_3"):
            return shown(404, error={})
        if call.path.endswith("ic_4"):
            return shown(503, error={})
        one = call.path.rpartition("/")[2]
        return shown(id=one, status="canceled") if one.startswith("ic_") else page(call)

    done = look(say, tmp_path)
    assert done.code == 0
    assert lines(done, "ids") == [
        "ok       ids            1 of 4 are there as given",
        (
            "note     ids            your configuration: issuing.card:active = ic_2 is 'canceled', "
            "and not 'active'"
        ),
        (
            "note     ids            your configuration: issuing.card:active = ic_3 is not there "
            "(GET /v1/issuing/cards/{card}: status 404)"
        ),
        (
            "note     ids            the server: issuing.card:active = ic_4 could not be read "
            "(GET /v1/issuing/cards/{card}: status 503)"
        ),
    ]


def test_a_certificate_and_who_signed_it(tmp_path: Path) -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    bundle = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(bundle))
    with listening(page, context) as url:
        given = ("doctor", "--base-url", url)
        trusted = command(*given, "--ca-bundle", str(bundle), folder=tmp_path, key=KEY)
        strange = command(*given, folder=tmp_path, key=KEY)
    assert trusted.code == 0, trusted.said
    assert "the certificate is good for" in lines(trusted, "TLS")[0]
    assert strange.code == 3
    assert "--ca-bundle" in lines(strange, "answer")[0]


@pytest.mark.parametrize("key", [KEY, "sk_live_1"])
def test_it_is_told_in_json(key: str, tmp_path: Path) -> None:
    done = look(page, tmp_path, "--json", key=key)
    found = json.loads(done.said[: done.said.rindex("]") + 1])
    assert found[0] == {
        "about": "configuration", "state": "ok", "whose": "", "code": 0,
        "says": "there is no assay.toml, and none is needed",
    }  # fmt: skip
    assert max(finding["code"] for finding in found) == done.code
