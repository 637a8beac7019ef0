"""Each operation is there at all: what else is asked of one that is not hangs on that."""

COLUMN = "same everywhere"
