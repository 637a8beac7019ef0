"""What is made below an object in a path is found there, and below no other."""

COLUMN = "same everywhere"
