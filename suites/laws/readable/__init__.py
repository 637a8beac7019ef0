"""What was created can be read (G-116)."""

COLUMN = "same everywhere"
