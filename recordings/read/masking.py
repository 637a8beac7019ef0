"""What recorders leave out, and what must not leave this program: secrets in recorded texts."""

from __future__ import annotations

import re

# Words that filters of recorders write in place of a value, whatever the value was.
_MASKS = re.compile(
    r"<[A-Za-z][A-Za-z0-9_ ./-]*>"
    r"|(?i:FILTERED|REDACTED|MASKED|SCRUBBED|HIDDEN|SANITI[SZ]ED|REMOVED|DUMMY|PLACEHOLDER|NORMALI[SZ]ED|ANONYMI[SZ]ED)"
    r"|x{3,}|X{3,}|\*{3,}|\{\{[^{}]*\}\}|[%$]\{[^{}]*\}|<%.{0,80}?%>"
)
# Names of what a person or a card is known by; the texts behind them never leave.
_PRIVATE = (
    r"(?:(?:encrypted_|account_|routing_|(?:personal_)?id_)?number|cvc|cvv|pin|ssn_last_\d"
    r"|(?:client_)?secret|key|password)"
)
_SECRETS = (
    re.compile(r"\b(?:sk|rk|ek|pk|uk)_[A-Za-z0-9_*]{8,}"),
    re.compile(r"\bwhsec_\w+"),
    re.compile(r"(?<=_secret_)\w+"),
    re.compile(r"(?<=\bBearer )[^\s,\"']+|(?<=\bBasic )[^\s,\"']+", re.IGNORECASE),
    re.compile(rf"(?:(?<=[\[&?\s])|(?<=%5[Bb])){_PRIVATE}(?:\]|%5[Dd])?=[^&\s]*"),
    re.compile(rf"""["']{_PRIVATE}["']\s*:\s*(?:"[^"]*"|'[^']*'|[0-9]+)"""),
    re.compile(r"\b[0-9](?:[ -]?[0-9]){12,18}\b"),
)
HIDDEN = "REDACTED"


def hide(text: str) -> str:
    """Return a text without keys, client secrets, credentials and numbers of cards."""
    for secret in _SECRETS:
        text = secret.sub(_hidden, text)
    return text


def _hidden(match: re.Match[str]) -> str:
    text = match.group()
    if text[0] in "\"'":
        name, _, _ = text.partition(":")
        return f"{name}: {text[0]}{HIDDEN}{text[0]}"
    named = re.match(rf"{_PRIVATE}(?:\]|%5[Dd])?=", text, re.IGNORECASE)
    return f"{named.group()}{HIDDEN}" if named else HIDDEN


def masked(text: str) -> bool:
    """Whether a filter of the recorder has put a word of its own in the place of a value."""
    return _MASKS.search(text) is not None


def unmasked(text: str, stand_in: str) -> str:
    """Return a text with `stand_in` for each word of a filter."""
    return _MASKS.sub(stand_in, text)
