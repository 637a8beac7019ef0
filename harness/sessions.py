"""The `requests` session that reaches a target: no environment, no redirects, no retries."""

from __future__ import annotations

import requests

from harness.keeping import Adapter


class _Session(requests.Session):
    """A session that does not even look where a redirect leads: looking reads the whole body."""

    def get_redirect_target(self, resp: requests.Response) -> None:  # noqa: ARG002
        """Return None: no response is a redirect."""
        return


def session(ca_bundle: str | None, adapter: Adapter) -> requests.Session:
    """Return a new session; sessions are not shared between threads.

    `ca_bundle` is a PEM file of the authorities to trust instead of the usual ones; `adapter` is
    what requests go through.
    """
    found = _Session()
    found.verify = ca_bundle or True
    found.trust_env = False  # no proxies, no .netrc: the key goes to the target only
    found.mount("http://", adapter)
    found.mount("https://", adapter)
    return found
