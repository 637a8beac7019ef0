"""The empty text is refused where it clears nothing (G-41)."""

COLUMN = "refusals"
