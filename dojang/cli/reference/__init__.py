"""Pages of the documentation that are made from the code: `python -m dojang.cli.reference errors > docs/api/errors.md`."""
