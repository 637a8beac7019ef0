"""The laws that hold for any API of this kind: `laws/<topic>/<law>.py`, found by a folder scan."""
