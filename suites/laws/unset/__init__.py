"""Empty clears what can be cleared (G-42)."""

COLUMN = "updates"
