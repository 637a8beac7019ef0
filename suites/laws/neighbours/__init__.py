"""What is done to one object is done to no other."""

COLUMN = "updates"
