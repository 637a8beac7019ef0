"""Plays a scene: what comes before its last move is set-up, the last move is made once."""

from __future__ import annotations

from contracts.model import Operation
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Unavailable
from suites.looking.dig import named
from suites.looking.likeness import resembles
from suites.looking.once import Once
from suites.looking.say import said, shown
from suites.scenes.beginning import begin, check_settled, send
from suites.scenes.judging import fits, look
from suites.scenes.otherwise import lacks, otherwise
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
        return otherwise(self._lab, self._setting, self._scene, self._of)

    def _of(self, scene: Scene) -> Play:
        """Play a scene: this one from where it stands, another from its start."""
        if scene is not self._scene:
            return _risen(self._lab, self._setting, scene).ended()
        return self.ended()

    def ended(self) -> Play:
        """Make the last move of this very scene. Raises Unavailable."""
        return self._ended(*self._acted())

    def _acted(self) -> tuple[Operation, Exchange]:
        operation = self._scene.judged(self._setting, self._lab.contracts)
        with self._lab.wrongly(self._scene.refused):
            return operation, send(self._lab, operation, _last(self._scene), self._id)

    def _ended(self, operation: Operation, act: Exchange) -> Play:
        _check_able(self._lab, self._setting, operation, act)
        name = self._id or _born(act, self._setting)
        reads = name and self._scene.reads
        after = read(self._lab, self._setting, name) if reads else None
        return Play(name, self._setting, operation, act, after)


def rise(lab: Lab, setting: Setting, scene: Scene) -> Stage:
    """Bring an object to where the last move of a scene begins. Raises Unavailable.

    Where that cannot be done as the scene is told, it is done as it may be told otherwise.
    """
    return otherwise(lab, setting, scene, lambda one: _risen(lab, setting, one))


def _risen(lab: Lab, setting: Setting, scene: Scene) -> Stage:
    if scene.twin is not None:
        _prove(lab, setting, scene.twin)
    lab.merit.ready(setting.creation(lab.contracts))
    if not scene.moves:
        return Stage(lab, setting, scene, "")
    name = begin(lab, setting, scene.start)
    for verb, form in scene.moves[:-1]:
        operation = setting.move(lab.contracts, verb)
        check_settled(send(lab, operation, form, name), operation)
    _check_given(lab, setting, scene, name)
    return Stage(lab, setting, scene, name)


def read(lab: Lab, setting: Setting, name: str) -> Exchange:
    """Read an object with what stands beside it; as it is where that cannot be expanded."""
    retrieve = _reader(lab, setting)
    form = {retrieve.expansion: [setting.beside]} if setting.beside else {}
    found = send(lab, retrieve, form, name)
    unknown = setting.beside and found.status in lab.contracts.refusal("unknown").status
    return send(lab, retrieve, {}, name) if unknown else found


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
    if lacks(lab, setting, operation, act) or act.status in lab.contracts.api.auth.not_enabled:
        reason = f"the target cannot do what it takes ({said(act)})"
        raise Unavailable(reason, act, blocked_by=operation.title)
