"""What of the environment other programs heed and a run does not: said, so that nobody wonders.

A key goes to the base URL and nowhere else. No proxy but one that a run is told of is asked, no
`.netrc` read, and what a build sets for its own pytest changes nothing about what is asked.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from requests.utils import get_netrc_auth

PYTEST = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS")  # they would change what `assay run` asks
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")
_BUNDLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR")


def unused(base_url: str, environment: Mapping[str, str], *, proxied: bool = False) -> str:
    """Return a line about what is set and not used, "" when nothing is. No value is shown."""
    names = [name for name in (*_cased(_PROXIES), *_BUNDLES, "NETRC") if environment.get(name)]
    if "NETRC" not in names and get_netrc_auth(base_url) is not None:
        names.append(f"the entry for {urlsplit(base_url).hostname} in .netrc")
    if not names:
        return ""
    verb = "is" if len(names) == 1 else "are"
    bundle = "; --ca-bundle names authorities to trust" if set(names) & set(_BUNDLES) else ""
    way = "through the proxy that was named" if proxied else "straight to the base URL"
    return f"{', '.join(names)} {verb} set and not used: requests go {way}{bundle}"


def _cased(names: tuple[str, ...]) -> Iterator[str]:
    """Yield names as they are, then in small letters, as proxies may be named."""
    yield from names
    yield from (name.lower() for name in names)


@contextlib.contextmanager
def without(names: tuple[str, ...]) -> Iterator[None]:
    """Let this process, and those that it starts, not see variables for a while."""
    before = {name: os.environ.pop(name) for name in names if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(before)
