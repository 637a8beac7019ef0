"""What an object is does not depend on how one looks at it (G-116, G-117)."""

COLUMN = "same everywhere"
