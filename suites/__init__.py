"""The conformance suites: pytest modules parametrised over the contracts."""
