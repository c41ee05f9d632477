.DEFAULT_GOAL := help
.PHONY: help demo up test messages gallery torture fuzz corpus lint fmt bench bench-api bench-pdf bench-exports

BIN := .venv/bin
PROCESSES ?= 2

help:  ## Say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo:  ## Show a contract from start to seal (ONCE=1: end when it is sealed)
	@scripts/setup
	@$(BIN)/dojang demo $(if $(ONCE),--once)

up:  ## Start a server on this machine (ARGS="--port 9000": options of `dojang up`)
	@scripts/setup
	@$(BIN)/dojang up $(ARGS)

test:  ## Run all tests
	@scripts/setup --dev
	$(BIN)/pytest -n $(PROCESSES) --dist loadfile

messages:  ## Bring the catalogues of dojang/locale up to date with the code
	@scripts/setup
	@$(BIN)/python scripts/messages.py update

gallery:  ## Walk through every state of the signer's pages and renew docs/gallery.md with its pictures
	@scripts/setup --dev
	$(BIN)/pytest -q tests/gallery/making.py

torture:  ## Kill, cut off and delay at length; no export may be lost or change its place (ARGS="--size 0.1 kills": less)
	@scripts/setup --dev
	@$(BIN)/python -m tests.torture $(ARGS)

fuzz:  ## Call the API with what nobody would send; no fault, no answer that is not described (ARGS="--each 20": less)
	@scripts/setup --dev
	@$(BIN)/python -m tests.fuzz $(ARGS)

corpus:  ## Run a folder of PDFs through intake, fill, seal and a look (ARGS="FOLDER --jobs 2 --report FILE")
	@scripts/setup --dev
	@$(BIN)/python -m tests.corpus $(ARGS)

lint:  ## Check style, types and the direction of imports
	@scripts/setup --dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

fmt:  ## Put the code into form
	@scripts/setup --dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench:  ## Measure a contract from start to seal (ARGS="--clients 1": options of benchmarks.journey)
	@scripts/setup
	@$(BIN)/python -m benchmarks.journey $(ARGS)

bench-api:  ## Measure calls with up to a million contracts in the database (ARGS="--sizes 1000,100000")
	@scripts/setup
	@$(BIN)/python -m benchmarks.api $(ARGS)

bench-pdf:  ## Measure a completion's files beside @libpdf/core (ARGS="--runs 3")
	@scripts/setup --dev
	@$(BIN)/python -m benchmarks.pdf $(ARGS)

bench-exports:  ## Measure exports beside the same work on Procrastinate (ARGS="--no-peer --repeat 1")
	@scripts/setup
	@$(BIN)/python -m benchmarks.exports $(ARGS)
