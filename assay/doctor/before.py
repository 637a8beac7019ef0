"""What can be told before the server is asked: configuration, key, name, certificate."""

from __future__ import annotations

import os
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

from assay.doctor.finding import Finding, Whose, fine, note, problem
from assay.run.configuring import Options, configuration
from assay.run.prepare import reaching
from assay.run.surroundings import unused
from assay.telling import conceal
from assay.trouble import INCOMPLETE, USAGE, Stop
from contracts import Contracts
from harness.config import DEFAULT_FILE, Config, ConfigError
from harness.passage import bare
from harness.redaction import Keys

Found = Iterator[Finding]
_SOON = 14 * 86_400  # seconds that a certificate should still be good for
_PATIENCE = 10.0  # seconds that a handshake may take


class Before:
    """Looks at what a run is made of. `config` and `keys` are there when nothing was in the way."""

    def __init__(self, options: Options, contracts: Contracts, stack: ExitStack) -> None:
        self._options = options
        self._contracts = contracts
        self._stack = stack
        self.config: Config | None = None
        self.keys: Keys | None = None

    def findings(self) -> Found:
        """Yield what was found; after a problem there is no more."""
        try:
            given = configuration(self._options, self._contracts)
        except ConfigError as trouble:
            yield problem("configuration", "your configuration", USAGE, str(trouble))
            return
        yield fine("configuration", self._file(given))
        try:
            config, keys = reaching(self._options, self._contracts, self._stack).target()
        except Stop as trouble:
            whose: Whose = "your configuration" if trouble.exit_code == USAGE else "the server"
            yield problem("key", whose, trouble.exit_code, trouble.message)
            return
        conceal(keys.secrets)
        yield from self._key(keys)
        embedded = given.base_url is None
        yield fine("base URL", f"{config.base_url}{' (the embedded sandbox)' if embedded else ''}")
        proxied = bool(keys.passage.proxy)
        ignored = unused(str(config.base_url), os.environ, proxied=proxied)
        if ignored:
            yield note("environment", "your configuration", ignored)
        told = fine("proxy", f"{bare(keys.passage.proxy)}: it looks up the name")
        found = [told] if proxied else list(_reached(config))
        yield from found
        if not any(finding.code for finding in found):
            self.config, self.keys = config, keys

    def _file(self, config: Config) -> str:
        path = self._options.config or Path(DEFAULT_FILE)
        if not path.exists():
            return f"there is no {path}, and none is needed"
        count = sum(map(len, config.ids.values()))
        return f"{path} is read; it names {count} ids"

    def _key(self, keys: Keys) -> Found:
        """Yield what a key says of itself."""
        live = self._contracts.auth.live
        if live and keys.secret.startswith(live):
            yield note("test mode", "your configuration", "the key is a live one: objects are real")
        else:
            yield fine("test mode", "the key is not one of a live account")
        if keys.publishable is None and self._contracts.auth.publishable:
            says = "no publishable key is given: what such a key may do is not testable"
            yield note("key", "your configuration", says)


def _reached(config: Config) -> Found:
    """Yield what a name resolves to and, with https, how long the certificate is good."""
    parts = urlsplit(str(config.base_url))
    host, port = str(parts.hostname), parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as trouble:
        says = f"the name {host} leads nowhere ({trouble.strerror or trouble}): is it right?"
        yield problem("name", "the network", INCOMPLETE, says)
        return
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    yield fine("name", f"{host} is {', '.join(addresses[:4])}")
    if parts.scheme == "https":
        yield from _certificate(host, port, config.ca_bundle)


def _certificate(host: str, port: int, bundle: str | None) -> Found:
    """Yield how long a certificate is good. Why one is not trusted is told when it is asked."""
    context = ssl.create_default_context(cafile=bundle)
    try:
        with (
            socket.create_connection((host, port), _PATIENCE) as plain,
            context.wrap_socket(plain, server_hostname=host) as line,
        ):
            until = ssl.cert_time_to_seconds(str((line.getpeercert() or {})["notAfter"]))
            version = line.version()
    except (OSError, ValueError, KeyError):
        return
    days = int((until - time.time()) // 86_400)
    says = f"{version}; the certificate is good for {days} days"
    yield fine("TLS", says) if until - time.time() > _SOON else note("TLS", "the server", says)
