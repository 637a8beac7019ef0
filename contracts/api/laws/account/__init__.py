"""What an account has: the digits of a linked one (FA-12), the currencies of cards (CA-15)."""
