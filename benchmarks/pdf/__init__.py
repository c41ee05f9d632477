"""Completions of a contract beside those of other PDF libraries. See ../README.md."""
