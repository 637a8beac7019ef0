"""What never changes while an object lives (G-118)."""

COLUMN = "lifecycles"
