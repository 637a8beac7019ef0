"""Turns a table of scenes into laws: a scene is a group, each of its rules a claim."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from contracts.model import Contracts
from harness.claim import Outcome
from suites.law import About, Each, Family, Law
from suites.scenes.judging import judge
from suites.scenes.scene import Rule, Scene, Setting
from suites.scenes.stage import Stage, rise

Scenes = Callable[[], Iterator[Scene]]


def scene_laws(setting: Setting, *tables: Scenes, wrong: str = "") -> tuple[Law, ...]:
    """Return the laws of the rules of some scenes, which are of one topic.

    A rule named `<topic>.<law>.<place>` is a claim of the law `<topic>.<law>`. What a law says is
    what the first line of its table's docstring says, `wrong` what a server takes that has to be
    refused by it (`Law.wrong`). Raises ValueError when there are several
    topics: each stands in a module of its own.
    """
    scenes = tuple(scene for table in tables for scene in table())
    topics = {rule.name.partition(".")[0] for scene in scenes for rule in scene.rules}
    if len(topics) != 1:
        message = f"one table of scenes has one topic, not {', '.join(sorted(topics))}"
        raise ValueError(message)
    family = _family(setting, scenes, topics.pop())
    firsts: dict[str, tuple[Rule, str]] = {}
    for table in tables:
        says = (table.__doc__ or "").partition("\n")[0]
        for rule in (rule for scene in table() for rule in scene.rules):
            firsts.setdefault(rule.law, (rule, says))
    return tuple(_law(setting, family, rule, says, wrong) for rule, says in firsts.values())


def _family(setting: Setting, scenes: tuple[Scene, ...], topic: str) -> Family:
    def named(scene: Scene) -> str:
        verb = scene.moves[-1][0] if scene.moves else "create"
        return f"{setting.resource}.{verb}.{scene.rules[0].name}"

    return Family(
        f"{topic}_scene", lambda _contracts: scenes,
        lambda lab, scene: rise(lab, setting, scene), named=named,
    )  # fmt: skip


def _law(setting: Setting, family: Family, first: Rule, says: str, wrong: str) -> Law:
    return Law(
        first.law, first.clause, first.level, _judged, family, _each(setting, first.law),
        says=says, wrong=wrong,
    )  # fmt: skip


def _each(setting: Setting, law: str) -> Each:
    def each(scene: Scene, contracts: Contracts) -> Iterator[About]:
        for rule in scene.rules:
            if rule.law == law:
                yield About(
                    scene.judged(setting, contracts), rule.place, rule, rule.clause, rule.level,
                    deep=scene.deep,
                )  # fmt: skip

    return each


def _judged(stage: Stage, rule: Rule) -> Outcome:
    """Hold what became of an object against one rule."""
    return judge(stage.play(), rule)
