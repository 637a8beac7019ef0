"""Laws of exchanges: they judge any answer of their operation, whoever asked for it and why."""

COLUMN = "every answer"
