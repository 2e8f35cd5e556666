# Two commands are enough: `make run` to try it, `make test` to test it. Both set up what they need.

# The system's own first: distributions build theirs with optimisations, and it needs a fifth less time.
PYTHON ?= $(shell for p in /usr/bin/python3 python3 python3.11 python3.12 python3.13 python3.14; do \
	$$p -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
# Without kept bytecode each process compiles the whole house anew: seven seconds for the tests alone.
export PYTHONDONTWRITEBYTECODE :=
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
export PORT ?= 8000

.PHONY: run check test test-full test-upgrade test-mutation bench pictures setup lint types format lock
.DEFAULT_GOAL := run

run: setup
	@COPRODUCTION_DEMO=1 exec $(BIN)/python manage.py start_demo

# Before a commit: lint, types, the shape of the house, rules without a database, and the tests beside what changed.
check: lint types
	@$(BIN)/python -m tests.check

test: setup
	@$(BIN)/python -m tests.run

test-full: setup
	@DEPTH=full $(BIN)/python -m tests.run

# Takes the kept demo data of an older version to today's schema, on SQLite and on PostgreSQL.
test-upgrade: setup
	@$(BIN)/python -m tests.upgrade

# Weakens each rule of who may do what in a copy, one at a time, and sees whether a test notices: half an hour.
test-mutation: setup
	@$(BIN)/python -m tests.mutation_run

# What it costs, with 10,000 payments and with 100,000, on both databases: some 25 minutes. See docs/performance.md.
bench: setup
	@$(BIN)/python -m tests.bench

# Pictures of the main pages of the demo, in build/pictures/; six of them, for the README, in docs/pictures/.
pictures: setup
	@$(BIN)/python -m tests.pictures

# docopt, which the client of GOV.UK Notify needs, comes as source alone; it is one file of Python.
setup: .venv/.stamp

.venv/.stamp: requirements.txt
	@test -n "$(PYTHON)" || { echo "This needs Python 3.11 or newer, with venv (on Debian: apt-get install python3-venv)." \
		"Install it, or name it: make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Setting up in .venv: this takes a minute, once."
	@$(PYTHON) -m venv .venv
	@$(PIP) install --quiet --require-hashes --only-binary :all: --no-binary docopt -r requirements.txt
	@touch $@

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	find templates -name '*.html' -exec $(BIN)/djade --target-version 5.2 --check {} +

types: setup
	@$(BIN)/mypy

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only .
	# djade says 1 where it changed something.
	find templates -name '*.html' -exec $(BIN)/djade --target-version 5.2 {} + || true

# For maintainers: writes the pinned, hashed list from what pyproject.toml asks for.
lock: setup
	$(PIP) install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra test --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --output-file requirements.txt
