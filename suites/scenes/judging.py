"""Holds what was played against the rules of a scene."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.claim import Outcome
from suites.law import Unavailable, held
from suites.looking.dig import dig, id_of
from suites.looking.likeness import observed, resembles
from suites.looking.say import said, shown
from suites.scenes.scene import ERROR, HTTP, Is, Play, Rule, Setting


class _Missing:
    """Stands for the value of a field that an object does not have."""

    def __str__(self) -> str:
        return "missing"


_NO_FIELD = _Missing()


def look(path: str, play: Play, body: Mapping[str, Any] | None = None) -> Any:
    """Return what a dotted path of a rule leads to, by default in the object read again."""
    root, _, rest = path.partition(".")
    if path == HTTP:
        return play.act.status
    if root == ERROR:
        return dig(play.act.error_body, rest)
    if root == play.setting.alias:
        return dig(play.beside, rest)
    shown_in = play.item if body is None else body
    return dig(shown_in, path) if root in shown_in else _NO_FIELD


def fits(value: Any, found: Any, play: Play) -> bool:
    """Whether a value is the one that a rule wants."""
    if isinstance(value, Is):
        return value.test(None if found is _NO_FIELD else found, play)
    return bool(found == value) and isinstance(found, bool) == isinstance(value, bool)


def judge(play: Play, rule: Rule) -> Outcome:
    """Return what a play says of a rule. Raises Unavailable when it says nothing."""
    setting = play.setting
    inner = any(_inner(path, setting) for path in rule.wants)
    if inner and isinstance(play.beside, str):
        raise Unavailable(f"{setting.beside} was not expanded", *play.exchanges())
    wrong = _kind_of_wrong(rule, play)
    for path, value in sorted(rule.wants.items(), key=lambda want: _beside(want[0], setting)):
        if wrong:
            break
        if _beside(path, setting):
            _check_own(play)
        wrong = _wrong(path, value, play)
    words = [f"{path} {_words(value)}" for path, value in rule.wants.items()]
    return held(not wrong, ", ".join(words), wrong, *play.exchanges())


def _inner(path: str, setting: Setting) -> bool:
    """Whether a path leads into the object that stands beside."""
    return bool(setting.alias) and path.startswith(f"{setting.alias}.")


def _beside(path: str, setting: Setting) -> bool:
    return path == setting.beside or _inner(path, setting)


def _check_own(play: Play) -> None:
    """Raises Unavailable when what stands beside says that it is of another object."""
    beside, resource = play.beside, play.setting.resource
    if not isinstance(beside, dict) or resource not in beside:
        return
    if id_of(beside[resource]) != play.id:
        alias, owner = play.setting.alias, shown(beside[resource])
        reason = f"the {alias} that is read has {resource} {owner}, not the id of the object"
        raise Unavailable(reason, *play.exchanges())


def _kind_of_wrong(rule: Rule, play: Play) -> str:
    """Return how the answer is no answer of the kind that a rule is about."""
    if HTTP in rule.wants or any(path.startswith(f"{ERROR}.") for path in rule.wants):
        wrong = not play.act.refused
    else:
        wrong = not resembles(play.act, play.operation)
    if not wrong:
        return ""
    return f"accepted: {observed(play.act)}" if play.act.accepted else said(play.act)


def _wrong(path: str, value: Any, play: Play) -> str:
    """Return where a path leads to another value, in the answer or in the object read again."""
    inner = _inner(path, play.setting)
    if inner and play.beside is None:
        return f"no {play.setting.beside} when read ({said(play.act)})"
    found = look(path, play)
    if not fits(value, found, play):
        told = path == HTTP or path.startswith(f"{ERROR}.") or inner
        return f"{path} {shown(found)}{'' if told else ' when read'} ({said(play.act)})"
    if not play.act.accepted or inner:
        return ""
    found = look(path, play, play.act.item)
    return "" if fits(value, found, play) else f"{path} {shown(found)} in the answer"


def _words(value: Any) -> str:
    return str(value) if isinstance(value, Is) else shown(value)
