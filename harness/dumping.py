"""Writes a configuration as `assay.toml` holds it, so that another run reads the same."""

from __future__ import annotations

import json

from harness.config import Config


def dump_config(config: Config) -> str:
    """Return `config` as the TOML that `load_config` reads."""
    lines = []
    for key in ("base_url", "api_key_env", "publishable_key_env", "api_version", "ca_bundle",
                "contracts"):  # fmt: skip
        value = getattr(config, key)
        if value is not None:
            lines.append(f"{key} = {json.dumps(value)}")
    numbers = {name: getattr(config, name) for name in ("timeout", "rate", "concurrency")}
    lines += [f"{name} = {value:g}" for name, value in numbers.items() if value is not None]
    lines += config.ways.lines()
    named = {name: getattr(config, name) for name in ("supports", "unsupported", "formats")}
    lines += [f"{name} = {json.dumps(list(names))}" for name, names in named.items() if names]
    if config.allow_account_changes or config.own:
        lines.append("allow_account_changes = true")
    if config.read_only:
        lines.append("read_only = true")
    if config.test_mode:
        lines.append("test_mode = true")
    if config.fixed:
        lines += ["", "[fixed]"]
        lines += [f"{json.dumps(n)} = {json.dumps(v)}" for n, v in config.fixed.items()]
    lines += config.ways.table()
    if config.ids:
        lines += ["", "[ids]"]
        lines += [f"{json.dumps(n)} = {json.dumps(list(v))}" for n, v in config.ids.items()]
    return "\n".join(lines) + "\n"
