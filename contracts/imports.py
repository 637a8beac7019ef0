"""What the Python of a package may import: each folder keeps to its own part of Assay.

A law that looks into the sandbox would hold it to itself; behaviour that asks the laws would keep
whatever they say.
"""

from __future__ import annotations

import ast
from pathlib import Path

from contracts.errors import ContractError

_SERVING = ("assay", "recordings", "suites")
_BANNED = {"laws": ("assay", "sandbox"), "behaviour": _SERVING, "faults": _SERVING}  # by folder


def check_imports(path: Path, root: Path) -> None:
    """Raise ContractError where a module of a package imports a part of Assay that it must not,
    and where it is no text.
    """
    own = path.relative_to(root)
    banned = _BANNED.get(own.parts[0], ())
    text = path.read_bytes()
    if b"\0" in text:  # no place is told where Python refuses it
        line = text[: text.index(b"\0")].count(b"\n") + 1
        raise ContractError(own.as_posix(), line, "", "a null byte stands in it", root)
    if not any(name.encode() in text for name in banned):  # to parse takes longer than to import
        return
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return  # to be told when it is executed
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and not node.level and node.module:
            names = [node.module]
        found = next((name for name in names if name.partition(".")[0] in banned), "")
        if found and isinstance(node, ast.Import | ast.ImportFrom):
            reason = f"it imports {found}: modules in {own.parts[0]}/ never import that part"
            raise ContractError(own.as_posix(), node.lineno, "", reason, root)
