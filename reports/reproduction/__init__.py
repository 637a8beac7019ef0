"""What shows a finding again on a fresh server: steps, made from the ledger by following ids."""
