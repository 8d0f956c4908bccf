# Every target sets up what it needs first: the environment from its lock, and Debian's packages when run as root.

.PHONY: help run test lint fuzz bench fresh mishaps lock
.DEFAULT_GOAL := help

# Modules are compiled once for all the processes that are started here, also where the machine says to keep nothing.
export PYTHONPYCACHEPREFIX := $(CURDIR)/build/bytecode
export PYTHONDONTWRITEBYTECODE :=

help: ## say what there is
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+): .*## (.*)/make \1\t\2/' | expand -t 14

run: ## serve the demo on http://127.0.0.1:8000 (PORT=8001 for another), web and worker; Ctrl-C stops both
	@.ci/setup run
	@exec .venv/bin/python .ci/serve

test: ## run every test: on SQLite, on PostgreSQL, in Chromium, and PDF files through veraPDF
	@.ci/setup dev
	@.ci/test

lint: ## check style, imports, types, migrations and production settings
	@.ci/setup lint
	@.ci/lint

fuzz: ## feed every reader with what nobody meant, FUZZ_SECONDS=60 a target; what is found becomes a test
	@.ci/setup dev
	@.ci/fuzz

bench: ## measure pages and documents with the demo and with 75 associations of 20 years
	@.ci/setup dev
	@.venv/bin/python .ci/bench

fresh: ## try the set-up on a new Debian 12 and 13, in a chroot each; takes root and debootstrap
	@.ci/fresh

mishaps: ## kill, fill the disk, lose the database, refuse mail, and print whether what must stand afterwards did
	@.ci/setup dev
	@.venv/bin/python .ci/mishaps

lock: ## resolve pyproject.toml anew into requirements/
	@.ci/setup lint
	@.ci/lock
