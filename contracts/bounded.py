"""How much one YAML file may hold, and how deep: an alias names a value as often as it likes.

Aliases of aliases are a few lines that are read as billions of values, and one that stands inside
what it names has no end. A file is measured, before anything is made of it, as if each alias were
written out.
"""

from __future__ import annotations

import yaml

DEEPEST = 100  # values inside each other
MOST = 1_000_000  # values, aliases written out


def inside(node: yaml.Node) -> list[yaml.Node]:
    """Return the keys and values, or the elements, of a node; of a scalar none."""
    if isinstance(node, yaml.MappingNode):
        return [one for pair in node.value for one in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def refused(root: yaml.Node) -> tuple[yaml.Node, str] | None:
    """Return a node that no file may have, and why, or None."""
    return None if _plain(root) else _measured(root)


def _plain(root: yaml.Node) -> bool:
    """Whether nothing is too deep, nor too much, and each value stands in one place: most files."""
    level, depth, count = [root], 0, 0
    seen: set[int] = set()
    while level:
        depth, count = depth + 1, count + len(level)
        seen.update(map(id, level))
        if depth > DEEPEST or count > MOST or len(seen) < count:
            return False
        level = [one for node in level if type(node) is not yaml.ScalarNode for one in inside(node)]
    return True


def _measured(root: yaml.Node) -> tuple[yaml.Node, str] | None:
    sizes: dict[int, int] = {}
    depths: dict[int, int] = {}
    open_ones: set[int] = set()
    waiting = [(root, False)]
    while waiting:
        node, left = waiting.pop()
        if left:
            below = inside(node)
            sizes[id(node)] = 1 + sum(sizes[id(one)] for one in below)
            depths[id(node)] = 1 + max((depths[id(one)] for one in below), default=0)
            open_ones.discard(id(node))
            if sizes[id(node)] > MOST:
                return node, f"more than {MOST:,} values, with each alias written out"
            if depths[id(node)] > DEEPEST:
                return node, f"more than {DEEPEST} values inside each other"
        elif id(node) in open_ones:
            return node, "an alias stands inside the value that it names"
        elif id(node) not in sizes:
            open_ones.add(id(node))
            waiting += [(node, True), *((one, False) for one in inside(node))]
    return None
