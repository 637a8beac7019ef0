"""A target may speak TLS with a certificate of one's own authority, which has to be named."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import trustme

from harness.config import ConfigError, load_config
from harness.message import Message
from harness.preflight import preflight
from harness.redaction import Keys
from harness.target import Target
from tests.running import run_as_users_do
from tests.suites.servers import listening, null

LOOK = Message("GET", "/v1/x")

ONE = "issuing.physical_bundle.list.accepts"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def bundle(authority: trustme.CA, tmp_path: Path) -> Path:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


@pytest.fixture(scope="module")
def url(authority: trustme.CA) -> Iterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with listening(null, context) as address:
        yield address


@pytest.mark.whole
def test_the_authority_is_named(url: str, bundle: Path, tmp_path: Path) -> None:
    """The verdict shows that requests got through: this server breaks what it is asked for."""
    outcome = run_as_users_do(url, "--only", ONE, "--ca-bundle", str(bundle), folder=tmp_path)
    assert outcome.code == 1, outcome.said
    assert ONE in outcome.ids("fail")


@pytest.mark.whole
def test_others_are_not_trusted(url: str, tmp_path: Path) -> None:
    outcome = run_as_users_do(url, "--only", ONE, folder=tmp_path)
    assert outcome.code == 3
    assert "--ca-bundle" in outcome.said.splitlines()[-1]


@pytest.mark.parametrize(
    ("issued", "words"),
    [
        ({"identities": ["127.0.0.1"], "not_after": datetime(2020, 1, 1, tzinfo=UTC)},
         "the certificate has expired. The server has to be given a new one"),
        ({"identities": ["other.example"]},
         "the certificate is of another host. Is the address right?"),
    ],
    ids=["expired", "another"],
)  # fmt: skip
def test_what_is_wrong_with_a_certificate_is_told(
    authority: trustme.CA, bundle: Path, issued: dict[str, Any], words: str
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    names = issued.pop("identities")
    authority.issue_cert(*names, **issued).configure_cert(context)
    with listening(null, context) as address:
        target = Target(address, Keys("sk_test_1"), api_version="v", ca_bundle=str(bundle))
        found = preflight(target, LOOK)
        target.close()
    assert found.kind == "unreachable"
    assert f"cannot be trusted: {words}" in found.text


def test_a_twin_trusts_the_same(url: str, bundle: Path) -> None:
    target = Target(url, Keys("sk_test_1"), api_version="v", ca_bundle=str(bundle))
    twin = target.twin("b")
    assert [t.send(Message("GET", "/v1/x")).status for t in (target, twin)] == [200, 200]
    target.close()
    twin.close()


def test_a_file_names_it_beside_itself(bundle: Path) -> None:
    path = bundle.parent / "assay.toml"
    path.write_text('ca_bundle = "ca.pem"\n', encoding="utf-8")
    assert load_config(path).ca_bundle == str(bundle.resolve())


@pytest.mark.parametrize(
    ("text", "words"), [(None, "No such file"), ("hello", "no certificate"), ("", "no certificate")]
)
def test_what_is_no_bundle_is_refused(text: str | None, words: str, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "ca.pem").write_text(text, encoding="utf-8")
    path = tmp_path / "assay.toml"
    path.write_text('api_version = "x"\nca_bundle = "ca.pem"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=f"assay.toml:2: ca_bundle .*{words}"):
        load_config(path)
