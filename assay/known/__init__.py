"""Writes `assay-known.toml`: adds what fails, takes out what is fixed, keeps what people wrote."""
