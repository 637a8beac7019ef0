"""The commands: one module each, found by a folder scan; what a module calls COMMAND is added."""
