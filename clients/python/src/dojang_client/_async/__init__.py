"""The client as it is written. `scripts/make_sync.py` makes `_sync` from it."""
