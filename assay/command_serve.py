"""`assay serve`: the embedded reference server on a real port."""

from __future__ import annotations

import os
from pathlib import Path

import click

from sandbox.serve import serve as run_server

KEYS_ENV = "ASSAY_SERVE_KEYS"


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=12111, show_default=True, type=click.IntRange(0, 65535),
              help="Port; 0 picks a free one.")  # fmt: skip
@click.option("--api-key", "api_keys", multiple=True,
              help="Key to accept, secret or publishable (pk_…); may be repeated. Without any: "
              "sk_test_assay and pk_test_assay.")  # fmt: skip
@click.option("--write-config", type=click.Path(dir_okay=False, path_type=Path),
              help="Write an assay.toml that fits this server.")  # fmt: skip
def serve(host: str, port: int, api_keys: tuple[str, ...], write_config: Path | None) -> None:
    """Serve the sandbox. The first line printed is its URL."""
    given = api_keys or tuple(filter(None, os.environ.get(KEYS_ENV, "").split(",")))
    try:
        run_server(host, port, given, write_config)
    except OSError as trouble:
        raise click.ClickException(f"cannot serve on {host}:{port}: {trouble.strerror}") from None
