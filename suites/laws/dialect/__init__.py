"""The form dialect: other writings of one form do the same, and odd bodies break nothing."""

COLUMN = "dialect"
