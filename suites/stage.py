"""Plays the scenes of PaymentIntents (`suites/scenes.py`) and judges their last moves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contracts.model import Operation
from harness.exchange import Exchange
from suites.law import Unavailable
from suites.legacy import Claim, Lab, said
from suites.looking.dig import dig
from suites.looking.likeness import observed, resembles
from suites.looking.say import shown
from suites.scenes import CHARGE, RESOURCE, Form, Is, Play, Rule, Scene

# What an account that lacks a way to pay says; nothing follows for the rule that wanted to use it.
_LACKING = ("payment_method_unactivated", "payment_method_not_available", "account_invalid")


class _Missing:
    """Stands for the value of a field that an object does not have."""

    def __str__(self) -> str:
        return "missing"


_NO_FIELD = _Missing()


def judge(lab: Lab, scene: Scene) -> None:
    """Play a scene and record what it says about each of its claims that is asked for."""
    operation = lab.contracts.operation(f"{RESOURCE}.{scene.verb}")
    asked = [(claim, rule) for claim, rule in scene.claims(operation) if lab.judge.asked(claim.id)]
    if lab.profile == "smoke" or not asked or (scene.deep and lab.profile != "thorough"):
        return
    try:
        if scene.twin is not None:
            _prove_twin(lab, scene.twin)
        play = perform(lab, scene)
    except Unavailable as reason:
        for claim, _ in asked:
            lab.untestable(claim, str(reason))
        return
    for claim, rule in asked:
        _record(lab, claim, rule, play)


def _prove_twin(lab: Lab, twin: Scene) -> None:
    """Raises Unavailable when the valid request is not accepted."""
    operation = lab.contracts.operation(f"{RESOURCE}.{twin.verb}")
    if isinstance(twin.start, str) and len(twin.moves) == 1:
        found = lab.twin(operation, twin.moves[0][1], f"{RESOURCE}:{twin.start}!")
    elif not twin.moves and not isinstance(twin.start, str):
        found = lab.twin(operation, twin.start)
    else:
        found = perform(lab, twin).act
    if isinstance(found, str):
        raise Unavailable(found)
    if not resembles(found, operation):
        raise Unavailable(f"its twin, a valid request, was not accepted ({said(found)})")


def perform(lab: Lab, scene: Scene) -> Play:
    """Play a scene. Raises Unavailable when the last move cannot be reached."""
    create = lab.contracts.operation(f"{RESOURCE}.create")
    lacking = lab.ready(create)
    if lacking:
        raise Unavailable(lacking)
    if not isinstance(scene.start, str) and not scene.moves:
        act = _send(lab, create, scene.start)
        known = act.body.get("id") if act.accepted else dig(act.error_body, "payment_intent.id")
        name = known if isinstance(known, str) else ""
        return _ended(lab, create, name, act, reads=scene.reads)
    name = begin(lab, scene.start)
    for verb, form in scene.moves[:-1]:
        operation = lab.contracts.operation(f"{RESOURCE}.{verb}")
        _settled(_send(lab, operation, form, name), operation)
    _check_given(lab, scene, name)
    verb, form = scene.moves[-1]
    operation = lab.contracts.operation(f"{RESOURCE}.{verb}")
    return _ended(lab, operation, name, _send(lab, operation, form, name), reads=scene.reads)


def begin(lab: Lab, start: str | Form) -> str:
    """Return the id of a new intent. Raises Unavailable."""
    if isinstance(start, str):
        return lab.provision.obtain(f"@{RESOURCE}:{start}!", changing=True)
    create = lab.contracts.operation(f"{RESOURCE}.create")
    made = _send(lab, create, start)
    _settled(made, create)
    held = start.get("confirm") and start.get("capture_method") == "manual"
    status = made.body.get("status")
    if held and status != "requires_capture":
        raise Unavailable(f"the intent made for it has status {shown(status)}, not held")
    return str(made.body["id"])


def _send(lab: Lab, operation: Operation, form: Form, name: str = "") -> Exchange:
    ids = {row.name: name for row in operation.path_parameters}
    return lab.call(operation, lab.provision.fill(dict(form)), ids)


def _settled(exchange: Exchange, operation: Operation) -> None:
    """Raises Unavailable when a move that leads to the one that is judged fails."""
    if not resembles(exchange, operation):
        seen = observed(exchange) if exchange.accepted else said(exchange)
        raise Unavailable(f"a step towards it, {operation.title}, was not accepted ({seen})")


def _check_given(lab: Lab, scene: Scene, name: str) -> None:
    before = Play(name, _retrieve(lab), *(_read(lab, name),) * 2) if scene.given else None
    for path, value in scene.given.items():
        found = _look(path, before) if before else None
        if before and not _fits(value, found, before):
            raise Unavailable(f"{path} is {shown(found)}, not {value}")


def _retrieve(lab: Lab) -> Operation:
    return lab.contracts.operation(f"{RESOURCE}.retrieve")


def _read(lab: Lab, name: str) -> Exchange:
    """Read an intent with its latest charge; as it is where that cannot be expanded."""
    retrieve = _retrieve(lab)
    found = _send_read(lab, retrieve, name, {"expand": [CHARGE]})
    return found if found.status != 400 else _send_read(lab, retrieve, name, {})


def _send_read(lab: Lab, retrieve: Operation, name: str, query: Form) -> Exchange:
    return lab.call(retrieve, query, {retrieve.path_parameters[0].name: name})


def _ended(lab: Lab, operation: Operation, name: str, act: Exchange, *, reads: bool) -> Play:
    """Return the play. Raises Unavailable when the answer says that the target lacks something."""
    error = act.error_body
    if lab.absent(operation, act):
        raise Unavailable(f"the target does not have the operation ({said(act)})")
    lacking = act.status == 400 and error.get("code") in _LACKING
    unknown = error.get("code") == "resource_missing" and error.get("param") == "payment_method"
    unknown = unknown or (act.status == 404 and not operation.path_parameters)
    if act.status == 403 or lacking or unknown:
        raise Unavailable(f"the target cannot do what it takes ({said(act)})")
    return Play(name, operation, act, _read(lab, name) if name and reads else None)


def _look(path: str, play: Play, body: Mapping[str, Any] | None = None) -> Any:
    """Return what a dotted path of a rule leads to, by default in the intent read again."""
    root, _, rest = path.partition(".")
    if path == "http":
        return play.act.status
    if root == "error":
        return dig(play.act.error_body, rest)
    if root == "charge":
        return dig(play.charge, rest)
    shown_in = play.intent if body is None else body
    return dig(shown_in, path) if root in shown_in else _NO_FIELD


def _fits(value: Any, found: Any, play: Play) -> bool:
    if isinstance(value, Is):
        return value.test(None if found is _NO_FIELD else found, play)
    return bool(found == value) and isinstance(found, bool) == isinstance(value, bool)


def _record(lab: Lab, claim: Claim, rule: Rule, play: Play) -> None:
    if any(path.startswith("charge.") for path in rule.wants) and isinstance(play.charge, str):
        lab.untestable(claim, f"{CHARGE} was not expanded", *play.exchanges())
        return
    wrong = _kind_of_wrong(rule, play)
    for path, value in sorted(rule.wants.items(), key=lambda want: _of_charge(want[0])):
        if wrong:
            break
        if _of_charge(path) and _strange(play.charge, play.id):
            seen = shown(play.charge.get(RESOURCE))
            lab.untestable(claim, f"the charge that is read has {RESOURCE} {seen}, not the id of "
                           "the intent", *play.exchanges())  # fmt: skip
            return
        wrong = _wrong(path, value, play)
    words = [f"{path} {_words(value)}" for path, value in rule.wants.items()]
    lab.held(claim, not wrong, ", ".join(words), wrong, *play.exchanges())


def _of_charge(path: str) -> bool:
    return path == CHARGE or path.startswith("charge.")


def _strange(charge: Any, name: str) -> bool:
    """Whether a charge says that it is not of an intent: what it tells is told of another."""
    if not isinstance(charge, dict) or RESOURCE not in charge:
        return False
    owner = charge[RESOURCE]
    return bool((owner.get("id") if isinstance(owner, dict) else owner) != name)


def _kind_of_wrong(rule: Rule, play: Play) -> str:
    """Return how the answer is no answer of the kind that a rule is about."""
    if "http" in rule.wants or any(path.startswith("error.") for path in rule.wants):
        wrong = not play.act.refused
    else:
        wrong = not resembles(play.act, play.operation)
    if not wrong:
        return ""
    return f"accepted: {observed(play.act)}" if play.act.accepted else said(play.act)


def _wrong(path: str, value: Any, play: Play) -> str:
    """Return where a path leads to another value, in the answer or in the intent read again."""
    if path.startswith("charge.") and play.charge is None:
        return f"no {CHARGE} when read ({said(play.act)})"
    found = _look(path, play)
    if not _fits(value, found, play):
        where = "" if path == "http" or path.startswith(("error.", "charge.")) else " when read"
        return f"{path} {shown(found)}{where} ({said(play.act)})"
    if not play.act.accepted or path.startswith("charge."):
        return ""
    found = _look(path, play, play.act.body)
    return "" if _fits(value, found, play) else f"{path} {shown(found)} in the answer"


def _words(value: Any) -> str:
    return str(value) if isinstance(value, Is) else shown(value)
