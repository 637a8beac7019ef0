"""Scenes: told sequences of requests, and the rules that their last move is held against."""
