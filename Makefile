# Everything a newcomer needs: `make demo` and `make test`. Each builds its own environment first.
.DEFAULT_GOAL := help
.PHONY: help demo test check bench format lock browser clean

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3 python; do \
	$$name -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && { echo $$name; break; }; done)
READY := $(VENV)/.ready
WORKERS ?= 2
TESTS ?= tests

help:  ## Show what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

$(READY): requirements-dev.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo 'Trellis needs Python 3.11, 3.12 or 3.13 with its venv module, and found none on the PATH.' \
		'Install one (on Debian and Ubuntu: python3 and python3-venv), or name yours: make PYTHON=/path/to/python'; exit 1; }
	@echo 'Making the environment in $(VENV) with $(PYTHON) ...'
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

demo: $(READY)  ## Start a local workspace with the bot in it, and print its address
	@$(BIN)/trellis demo $(ARGS)

test: $(READY) browser  ## Run every test, on SQLite and PostgreSQL and in a real browser
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -q $(TESTS)

browser: $(READY)
	@$(BIN)/python -m tests.browser.chromium

check: $(READY)  ## Check style, types and who imports whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(READY)  ## Measure, and print ratios
	@$(BIN)/python -m benchmarks $(ARGS)

format: $(READY)  ## Put the code into our style
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

lock:  ## Pin the dependencies anew
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade \
		--extra postgres pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade \
		--extra postgres --group dev pyproject.toml -o requirements-dev.lock

clean:  ## Remove what was made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
