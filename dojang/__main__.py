"""`python -m dojang` is `dojang`."""

from dojang.cli.main import main

main()
