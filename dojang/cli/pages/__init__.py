"""Pages of the documentation that are made from the code: `python -m dojang.cli.pages errors > docs/api/errors.md`."""
