"""Options by type of payment method: what an answer shows although nobody sent it."""

from __future__ import annotations

from typing import Any

from sandbox.store import Object

_DEFAULTS: dict[str, dict[str, Any]] = {
    "bancontact": {"preferred_language": "en"},
    "boleto": {"expires_after_days": 3},
    "oxxo": {"expires_after_days": 3},
}


def capture_method(intent: Object, kind: str) -> str:
    """Return when funds are taken: what the type's options say, else what the intent says."""
    options = (intent["payment_method_options"] or {}).get(kind) or {}
    return str(options.get("capture_method") or intent["capture_method"])


def complete(intent: Object) -> None:
    """Fill in the options that an answer always holds."""
    options = intent["payment_method_options"] or {}
    for kind, defaults in _DEFAULTS.items():
        if isinstance(options.get(kind), dict):
            options[kind] = {**defaults, **options[kind]}
    installments = (options.get("card") or {}).get("installments")
    if isinstance(installments, dict):
        installments.setdefault("enabled", True)
