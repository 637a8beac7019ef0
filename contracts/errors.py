"""The one error of this room: a contract file that does not say what it should."""


class ContractError(Exception):
    """A contract file is wrong. The text gives file, line, path in the document and the reason."""

    def __init__(self, file: str, line: int, path: str, reason: str) -> None:
        self.file = file
        self.line = line
        self.path = path
        self.reason = reason
        super().__init__(f"{file}:{line}: {path or '(top)'}: {reason}")
