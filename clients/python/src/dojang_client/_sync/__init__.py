# Made from _async/__init__.py by scripts/make_sync.py: change that one.
"""The client as it is written. `scripts/make_sync.py` makes `_sync` from it."""
