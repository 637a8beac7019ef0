"""What a customer may do to one intent, with a publishable key and a client secret."""

COLUMN = "keys"
