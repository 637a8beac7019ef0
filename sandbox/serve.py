"""Runs the sandbox on a real HTTP port."""

from __future__ import annotations

import contextlib
import json
import socket
import sys
from collections.abc import Callable

import uvicorn

from contracts.model import Contracts
from sandbox.accepting import Server
from sandbox.app import create_app, create_service
from sandbox.defects import discover
from sandbox.protocol import speaking
from sandbox.service import Service


def serve(
    service: Service,
    host: str,
    port: int,
    listening: Callable[[str], object] = lambda _url: None,
    *,
    tell_ids: bool = False,
) -> None:
    """Serve until interrupted. The first line printed is the URL; port 0 picks a free one.

    `listening` is called with the URL before that; `tell_ids` prints the ids of the seeds on a
    second line, as JSON.

    Raises OSError when the port cannot be had.
    """
    listener = listen(host, port)
    url = url_of(host, listener)
    try:
        listening(url)
    except BaseException:
        listener.close()
        raise
    print(url, *([json.dumps(service.ids)] if tell_ids else []), sep="\n", flush=True)
    with contextlib.redirect_stdout(sys.stderr):  # behaviour may print; nobody may be reading here
        server(service).run(sockets=[listener])


def broken_service(
    contracts: Contracts, keys: tuple[str, ...], faults: tuple[str, ...] = ()
) -> Service:
    """Return a seeded service with faults, names of `sandbox.defects`; else the reference server.

    Raises ContractError where the Python of a package is broken.
    """
    service = create_service(contracts, keys)
    for name in faults:
        discover(contracts.root)[name].install(service)
    return service


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket. Raises OSError."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(512)
    return listener


def url_of(host: str, listener: socket.socket) -> str:
    """Return the base URL of what listens there."""
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{listener.getsockname()[1]}"


def server(service: Service) -> Server:
    """Return the ASGI server of a service; it serves when it is run."""
    return Server(uvicorn.Config(
        create_app(service), http=speaking(service.contracts.api),  # type: ignore[arg-type]
        loop="auto", log_level="warning", access_log=False, lifespan="off", timeout_keep_alive=65,
        server_header=False,
    ))  # fmt: skip


def config_text(url: str, service: Service, named: str = "") -> str:
    """Return an `assay.toml` that fits this server: its address and the ids of its seeds."""
    lines = [
        f"base_url = {json.dumps(url)}",
        'api_key_env = "ASSAY_API_KEY"',
        'publishable_key_env = "ASSAY_PUBLISHABLE_KEY"',
        f"api_version = {json.dumps(service.contracts.api_version)}",
    ]
    lines += [f"contracts = {json.dumps(named)}"] if named else []
    lines += ["", "[ids]"]
    lines += [f"{json.dumps(name)} = {json.dumps(ids)}" for name, ids in service.ids.items()]
    return "\n".join(lines) + "\n"
