"""What a valid form sends is echoed in the fields of the same names."""

COLUMN = "valid forms"
