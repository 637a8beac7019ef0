"""A replacement sets what it sends and clears what it does not; the object stays the same one."""

COLUMN = "updates"
