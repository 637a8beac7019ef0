"""Assay as a guest in the tests of a mock: a fixture, and a process that asks in its name."""
