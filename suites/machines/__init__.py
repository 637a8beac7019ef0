"""Lifecycles as state machines: random walks of operations, held against the tables and a model."""
