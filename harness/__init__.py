"""What a run is made of: exchanges, encoding, the target, verdicts, the ledger, configuration."""
