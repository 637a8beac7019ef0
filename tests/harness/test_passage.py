"""Headers, a proxy and a client certificate: they reach the server, their secrets nobody else."""

from __future__ import annotations

import json
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from harness.message import Message
from harness.passage import (
    Passage,
    PassageError,
    Ways,
    bare,
    check_name,
    check_proxy,
    check_value,
    header,
    taken,
)
from harness.preflight import preflight
from harness.redaction import Keys, Redactor, unkept
from harness.shell import curl_line
from harness.target import Target
from tests.harness.proxying import proxying
from tests.suites.servers import Answer, Call, listening

KEY, TOKEN = "sk_test_Abcdef123456", "gw-token-5f3c9a1b77"
PATH = "/v1/things"


def _target(url: str, bundle: str | None = None, **given: object) -> Target:
    passage = Passage(**given)  # type: ignore[arg-type]
    keys = Keys(KEY, passage=passage)
    return Target(url, keys, api_version="v", timeout=5, ca_bundle=bundle, retries=0)


class _Seen(list[Call]):
    def __call__(self, call: Call) -> Answer:
        self.append(call)
        return Answer(200, json.dumps({"said": dict(call.headers)}).encode())


# -- headers ----------------------------------------------------------------------------------


def test_headers_go_with_each_request_and_show_in_no_record() -> None:
    seen = _Seen()
    headers = (("X-Gateway", TOKEN), ("Accept", "application/json"))
    with listening(seen) as url:
        target = _target(url, headers=headers)
        senders = (target, target.twin("b"))
        found = [one.send(Message(how, PATH)) for one in senders for how in ("GET", "POST")]
    assert [call.headers["x-gateway"] for call in seen] == [TOKEN] * 4
    assert {call.headers["accept"] for call in seen} == {"application/json"}
    assert {call.headers["authorization"] for call in seen} == {f"Bearer {KEY}"}
    redactor = Redactor(Keys(KEY, passage=Passage(headers)).secrets)
    for exchange in found:
        assert exchange.request.headers["x-gateway"] == "REDACTED"
        assert '-H "x-gateway: $X_GATEWAY"' in curl_line(exchange.request, "http://h")
        kept = redactor.exchange(exchange)
        assert kept.response is not None
        assert TOKEN.encode() not in kept.response.body
        assert TOKEN not in repr((kept.request, target._keys))


def test_what_a_request_says_of_a_header_itself_counts() -> None:
    passage = Passage((("X-A", "theirs"), ("X-B", "2")))
    sent = passage.onto({"x-a": "own", "Accept": "*/*"}, own={"x-a": "own"})
    assert sent == {"x-a": "own", "Accept": "*/*", "X-B": "2"}


@pytest.mark.parametrize(
    "name",
    ["Authorization", "content-type", "Content-Length", "HOST", "X-Http-Method-Override", "",
     "Proxy-Authorization", "Idempotency-Key", "a b", "x\n", "é", "Transfer-Encoding"],
)  # fmt: skip
def test_headers_that_laws_depend_on_are_refused(name: str) -> None:
    with pytest.raises(PassageError):
        check_name(name, ("idempotency-key",))


@pytest.mark.parametrize("value", ["", " x", "x ", "a\nb", "a\rb", "é", "a\0"])
def test_values_that_no_header_carries_are_refused_and_not_told(value: str) -> None:
    with pytest.raises(PassageError) as caught:
        check_value(value)
    assert "its value is empty, or holds" in str(caught.value)


def test_how_a_header_is_given() -> None:
    assert header("X-A:  b: c ") == ("X-A", "b: c")
    with pytest.raises(PassageError, match="as 'Name: value'"):
        header(TOKEN)


def test_what_is_secret_of_a_passage() -> None:
    proxy = "http://me:p%40ss-word-1@host:3128"
    headers = (("X-A", "Bearer abcdefghij"), ("User-Agent", "curl/8.0.0"), ("X-B", "short"))
    passage = Passage(headers, proxy, "c.pem", "", "open-sesame")
    assert set(passage.secrets) == {
        "abcdefghij", "short", "p%40ss-word-1", "p@ss-word-1", "open-sesame"}  # fmt: skip
    for secret in passage.secrets:
        assert secret not in repr(passage)
    assert taken(json.loads(json.dumps(passage.plain()))) == passage
    told = unkept(Keys(KEY, passage=passage))
    assert len(told) == 1
    assert told[0].startswith("the value of the header X-B has 5 characters")
    assert not Keys("sk_test_1", passage=Passage((("X-A", "sk_live_1"),))).live(("sk_live_",))


@pytest.mark.parametrize(("proxy", "secrets"), [
    ("http://Token%2B0123456789@h:1", {"Token%2B0123456789", "Token+0123456789"}),
    ("http://Token0123456789:@h:1", {"Token0123456789"}),
    ("http://Token0123456789:x@h:1", {"x", "Token0123456789"}),
    ("http://some.body.else:open-sesame@h:1", {"open-sesame"}),
    ("http://me@h:1", set()), ("http://h:1", set()), ("http://[", set()),
])  # fmt: skip
def test_a_name_at_a_proxy_is_secret_where_it_is_the_credential(
    proxy: str, secrets: set[str]
) -> None:
    assert set(Passage(proxy=proxy).secrets) == secrets


# -- a proxy ----------------------------------------------------------------------------------


def test_a_proxy_is_gone_through_and_alone_gets_its_password() -> None:
    seen = _Seen()
    with listening(seen) as url, proxying("me:p@ss-word-1") as proxy:
        address = proxy.url.replace("http://", "http://me:p%40ss-word-1@")
        target = _target(url, proxy=address, headers=(("X-Gateway", TOKEN),))
        assert target.send(Message("GET", PATH, query={"a": 1})).status == 200
        assert target.send(Message("GET", PATH)).status == 200
        target.close()
    assert proxy.heads[0].split(" ")[:2] == ["GET", f"{url}{PATH}?a=1"]
    assert {call.path for call in seen} == {PATH}
    assert not any("proxy-authorization" in call.headers for call in seen)
    assert {call.headers["x-gateway"] for call in seen} == {TOKEN}


@pytest.mark.parametrize("login", ["", "me:wrong-password"])
def test_what_a_proxy_refuses_is_no_answer_of_the_server(login: str) -> None:
    seen = _Seen()
    with listening(seen) as url, proxying("me:right-password") as proxy:
        address = proxy.url.replace("http://", f"http://{login}@" if login else "http://")
        exchange = _target(url, proxy=address).send(Message("GET", PATH))
    assert not seen
    assert exchange.response is None
    assert exchange.error == "connection: the proxy lets nothing through (status 407)"


def test_a_proxy_that_is_not_there_is_told() -> None:
    exchange = _target("http://127.0.0.1:9", proxy="http://127.0.0.1:9").send(Message("GET", PATH))
    assert exchange.error == "connection: the proxy cannot be reached"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def bundle(authority: trustme.CA, tmp_path: Path) -> str:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


@pytest.fixture
def asking(authority: trustme.CA) -> Iterator[tuple[str, _Seen]]:
    """A server with TLS that wants a certificate of its clients."""
    context, seen = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), _Seen()
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.configure_trust(context)
    context.verify_mode = ssl.CERT_REQUIRED
    with listening(seen, context) as url:
        yield url, seen


def _issued(authority: trustme.CA, folder: Path, passphrase: str = "") -> tuple[str, str]:
    issued = authority.issue_cert("client@example.com")
    cert, key = folder / "client.pem", folder / "client.key"
    issued.cert_chain_pems[0].write_to_path(str(cert))
    data = issued.private_key_pem.bytes()
    if passphrase:
        lock = BestAvailableEncryption(passphrase.encode())
        loaded = load_pem_private_key(data, None)
        data = loaded.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)
    key.write_bytes(data)
    return str(cert), str(key)


@pytest.mark.parametrize("passphrase", ["", "open-sesame"])
def test_a_certificate_is_shown_through_a_proxy_too(
    authority: trustme.CA, bundle: str, asking: tuple[str, _Seen], passphrase: str, tmp_path: Path
) -> None:
    url, seen = asking
    cert, key = _issued(authority, tmp_path, passphrase)
    own = {"certificate": cert, "key": key, "passphrase": passphrase}
    with proxying("me:p@ss-word-1") as proxy:
        login = proxy.url.replace("http://", "http://me:p%40ss-word-1@")
        for extra in ({}, {"proxy": login, "headers": (("X-Gateway", TOKEN),)}):
            target = _target(url, bundle, **own, **extra)
            exchange = target.send(Message("POST", PATH, form={"a": 1}))
            assert exchange.status == 200, exchange.error
            target.close()
    assert [call.body for call in seen] == ["a=1", "a=1"]
    assert len(proxy.heads) == 1
    assert proxy.heads[0].startswith("CONNECT 127.0.0.1:")
    assert TOKEN not in proxy.heads[0]  # what goes to the server is in the tunnel
    assert KEY not in proxy.heads[0]


def _secure(authority: trustme.CA, name: str = "127.0.0.1") -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


@pytest.mark.parametrize("inner", ["http", "https"])
def test_a_proxy_over_https_is_gone_through_and_alone_gets_its_password(
    authority: trustme.CA, bundle: str, inner: str
) -> None:
    seen, context = _Seen(), _secure(authority) if inner == "https" else None
    with (
        listening(seen, context) as url,
        proxying("me:p@ss-word-1", _secure(authority)) as proxy,
    ):
        login = proxy.url.replace("https://", "https://me:p%40ss-word-1@")
        target = _target(url, bundle, proxy=login)
        exchanges = [target.send(Message("GET", PATH)) for _ in range(2)]
        target.close()
    assert [exchange.status for exchange in exchanges] == [200, 200], exchanges[0].error
    assert [head.split(" ")[0] for head in proxy.heads] == (
        ["CONNECT"] if inner == "https" else ["GET", "GET"]
    )
    assert not any("proxy-authorization" in call.headers for call in seen)


@pytest.mark.parametrize("inner", ["http", "https"])
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("other.example", "the certificate is of another host"),
        ("", "the certificate is not trusted"),
    ],
)
def test_a_proxy_whose_certificate_is_not_trusted_is_told_nothing(
    authority: trustme.CA, bundle: str, inner: str, name: str, said: str
) -> None:
    whose = authority if name else trustme.CA()
    with proxying(context=_secure(whose, name or "127.0.0.1")) as proxy:
        target = _target(f"{inner}://127.0.0.1:9", bundle, proxy=proxy.url)
        found = preflight(target, Message("GET", PATH))
    assert not proxy.heads
    assert found.text.startswith(f"the proxy cannot be trusted: {said}. ")


def test_such_a_proxy_is_shown_no_certificate_of_a_client(
    authority: trustme.CA, bundle: str, tmp_path: Path
) -> None:
    cert, key = _issued(authority, tmp_path)
    wanting = _secure(authority)
    authority.configure_trust(wanting)
    wanting.verify_mode = ssl.CERT_REQUIRED
    with listening(_Seen()) as url, proxying(context=wanting) as proxy:
        own = {"certificate": cert, "key": key}
        exchange = _target(url, bundle, proxy=proxy.url, **own).send(Message("GET", PATH))
    assert exchange.response is None
    assert not proxy.heads


def test_without_a_certificate_such_a_server_answers_nothing(
    bundle: str, asking: tuple[str, _Seen]
) -> None:
    url, seen = asking
    assert _target(url, bundle).send(Message("GET", PATH)).response is None
    assert not seen


def test_what_is_wrong_with_a_certificate_is_told_without_asking_for_a_passphrase(
    authority: trustme.CA, tmp_path: Path
) -> None:
    cert, key = _issued(authority, tmp_path, "open-sesame")
    for given in ("", "wrong"):
        with pytest.raises(PassageError, match="or the passphrase is not right"):
            Passage(certificate=cert, key=key, passphrase=given).context()
    (tmp_path / "other").mkdir()
    _, other = _issued(authority, tmp_path / "other")
    with pytest.raises(PassageError, match="the key is not that of the certificate"):
        Passage(certificate=cert, key=other).context()
    with pytest.raises(PassageError, match="No such file"):
        Passage(certificate=str(tmp_path / "nowhere.pem")).context()


@pytest.mark.parametrize(
    "url",
    ["", "host:3128", "ftp://h:1", "https://", "http://", "http://h/path", "http://a b"],
)
def test_what_is_no_proxy_is_refused(url: str) -> None:
    with pytest.raises(PassageError, match="the address of a proxy"):
        check_proxy(url, secret=True)


@pytest.mark.parametrize("url", ["socks5://u:p4ss@h:1", "socks5h://h:1"])
def test_a_proxy_that_is_asked_otherwise_is_told(url: str) -> None:
    said = "^SOCKS proxies are not supported: give one over http or https$"
    with pytest.raises(PassageError, match=said):
        check_proxy(url, secret=True)


def test_a_password_of_a_proxy_stands_in_no_file() -> None:
    url = "http://me:p%40ss-word-1@host:3128"
    check_proxy(url, secret=True)
    with pytest.raises(PassageError, match="give the whole address in ASSAY_PROXY") as caught:
        check_proxy(url, secret=False)
    assert "ss-word" not in str(caught.value)
    assert bare(url) == "http://host:3128"


def test_a_passage_is_made_of_an_environment() -> None:
    ways = Ways({"X-Gateway": "GATEWAY"}, "http://host:3128", "c.pem", "", "PHRASE")
    environment = {"GATEWAY": TOKEN, "PHRASE": "open-sesame", "ASSAY_PROXY": "http://a:b@other:1"}
    assert ways.passage(environment) == Passage(
        (("X-Gateway", TOKEN),), "http://a:b@other:1", "c.pem", "", "open-sesame")  # fmt: skip
    assert ways.passage({"GATEWAY": TOKEN}).proxy == "http://host:3128"
    with pytest.raises(PassageError, match="X-Gateway: its variable GATEWAY is not set"):
        ways.passage({})
    with pytest.raises(PassageError, match="known there alone"):
        Ways({"X-Gateway": ""}).passage({})
