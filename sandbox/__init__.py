"""The embedded reference server: its own decoding, validation and behaviour, over HTTP only."""
