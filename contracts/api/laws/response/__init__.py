"""Laws of exchanges that speak of one resource."""

COLUMN = "every answer"
