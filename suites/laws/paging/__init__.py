"""Lists that go on by a token, an offset, a number or a link: all pages together are the list."""

COLUMN = "lists"
