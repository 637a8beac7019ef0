"""The laws of the built-in API's own: what one of its resources promises and no other."""
