"""What belongs to one object is shown on no other."""

COLUMN = "same everywhere"
