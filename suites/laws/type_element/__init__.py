"""Elements of another type than the array's are refused (G-37)."""

COLUMN = "refusals"
