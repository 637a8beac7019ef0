"""Plays a scene: what comes before its last move is set-up, the last move is made once."""

from __future__ import annotations

from contracts.model import Operation
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Unavailable
from suites.looking.dig import named
from suites.looking.likeness import observed, resembles
from suites.looking.once import Once
from suites.looking.say import said, shown
from suites.scenes.judging import fits, look
from suites.scenes.scene import Form, Play, Scene, Setting


class Stage:
    """An object that is ready for the last move of a scene; `id` is "" when that creates it."""

    def __init__(self, lab: Lab, setting: Setting, scene: Scene, id: str) -> None:  # noqa: A002
        self._lab = lab
        self._setting = setting
        self._scene = scene
        self._id = id
        self.play = Once(self._play)  # raises Unavailable

    def _play(self) -> Play:
        """Make the last move and read what became of the object. Raises Unavailable."""
        return self._ended(*self._acted())

    def _acted(self) -> tuple[Operation, Exchange]:
        operation = self._scene.judged(self._setting, self._lab.contracts)
        with self._lab.wrongly(self._scene.refused):
            return operation, _send(self._lab, operation, _last(self._scene), self._id)

    def _ended(self, operation: Operation, act: Exchange) -> Play:
        _check_able(self._lab, self._setting, operation, act)
        name = self._id or _born(act, self._setting)
        reads = name and self._scene.reads
        after = read(self._lab, self._setting, name) if reads else None
        return Play(name, self._setting, operation, act, after)


def rise(lab: Lab, setting: Setting, scene: Scene) -> Stage:
    """Bring an object to where the last move of a scene begins. Raises Unavailable."""
    if scene.twin is not None:
        _prove(lab, setting, scene.twin)
    lab.merit.ready(setting.creation(lab.contracts))
    if not scene.moves:
        return Stage(lab, setting, scene, "")
    name = begin(lab, setting, scene.start)
    for verb, form in scene.moves[:-1]:
        operation = setting.move(lab.contracts, verb)
        _check_settled(_send(lab, operation, form, name), operation)
    _check_given(lab, setting, scene, name)
    return Stage(lab, setting, scene, name)


def begin(lab: Lab, setting: Setting, start: str | Form) -> str:
    """Return the id of a new object. Raises Unavailable."""
    if isinstance(start, str):
        return lab.provision.obtain(f"@{setting.resource}:{start}!", changing=True)
    create = setting.creation(lab.contracts)
    made = _send(lab, create, start)
    _check_settled(made, create)
    unfit = setting.unfit(start, made.item)
    if unfit:
        raise Unavailable(unfit, made, blocked_by=create.title)
    return named(made.item)


def read(lab: Lab, setting: Setting, name: str) -> Exchange:
    """Read an object with what stands beside it; as it is where that cannot be expanded."""
    retrieve = _reader(lab, setting)
    found = _send(lab, retrieve, {"expand": [setting.beside]} if setting.beside else {}, name)
    unknown = setting.beside and found.status in lab.contracts.refusal("unknown").status
    return _send(lab, retrieve, {}, name) if unknown else found


def _reader(lab: Lab, setting: Setting) -> Operation:
    found = lab.reader(setting.creation(lab.contracts))
    if found is None:
        message = f"{setting.resource} has scenes, and no operation that retrieves it"
        raise ValueError(message)
    return found


def _last(scene: Scene) -> Form:
    """Return the form of the last move, or of the creation where there is none."""
    form = scene.moves[-1][1] if scene.moves else scene.start
    return {} if isinstance(form, str) else form


def _send(lab: Lab, operation: Operation, form: Form, name: str = "") -> Exchange:
    ids = {row.name: name for row in operation.path_parameters}
    return lab.call(operation, lab.provision.fill(dict(form)), ids)


def _born(act: Exchange, setting: Setting) -> str:
    """Return the id of what a creation made, or of what its refusal says that it left."""
    return named(act.item if act.accepted else act.error_body.get(setting.resource))


# -- what stands in the way --------------------------------------------------------------------


def _prove(lab: Lab, setting: Setting, twin: Scene) -> None:
    """Raises Unavailable when the valid request is not accepted."""
    operation, form = twin.judged(setting, lab.contracts), _last(twin)
    if isinstance(twin.start, str) and len(twin.moves) == 1:
        subject = f"{setting.resource}:{twin.start}!"
        found = lab.merit.twin(operation, form, subject)
    elif not twin.moves:
        found = lab.merit.twin(operation, form)
    else:
        found = rise(lab, setting, twin).play().act
    if isinstance(found, str):
        shown_by = lab.merit.in_the_way(operation, form)
        raise Unavailable(found, *shown_by, blocked_by=operation.title)
    if not resembles(found, operation):
        reason = f"its twin, a valid request, was not accepted ({said(found)})"
        raise Unavailable(reason, found, blocked_by=operation.title)


def _check_settled(exchange: Exchange, operation: Operation) -> None:
    """Raises Unavailable when a move that leads to the one that is judged fails."""
    if not resembles(exchange, operation):
        seen = observed(exchange) if exchange.accepted else said(exchange)
        reason = f"a step towards it, {operation.title}, was not accepted ({seen})"
        raise Unavailable(reason, exchange, blocked_by=operation.title)


def _check_given(lab: Lab, setting: Setting, scene: Scene, name: str) -> None:
    """Raises Unavailable when something is not as it has to be before the last move."""
    if not scene.given:
        return
    found = read(lab, setting, name)
    before = Play(name, setting, _reader(lab, setting), found, found)
    for path, value in scene.given.items():
        there = look(path, before)
        if not fits(value, there, before):
            raise Unavailable(f"{path} is {shown(there)}, not {value}", found)


def _check_able(lab: Lab, setting: Setting, operation: Operation, act: Exchange) -> None:
    """Raises Unavailable when an answer says that the target, or the account, lacks something."""
    if lab.merit.absent(operation, act):
        reason = f"the target does not have the operation ({said(act)})"
        raise Unavailable(reason, act, blocked_by=operation.title)
    unknown, contracts = lab.contracts.refusal("unknown_reference"), lab.contracts
    code, refused = act.code or None, act.status in unknown.status
    lacking = refused and code in setting.lacking
    lacking |= code in unknown.code and act.error_body.get("param") in setting.lent
    lost = act.status in contracts.refusal("unknown_id").status
    lacking |= lost and not operation.path_parameters
    if lacking or act.status in contracts.api.auth.not_enabled:
        reason = f"the target cannot do what it takes ({said(act)})"
        raise Unavailable(reason, act, blocked_by=operation.title)
