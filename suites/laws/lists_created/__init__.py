"""What was created is listed (G-73)."""

COLUMN = "same everywhere"
