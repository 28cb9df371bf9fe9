# Everything a newcomer needs: `make demo` and `make test`. Each builds its own environment first.
.DEFAULT_GOAL := help
.PHONY: help demo setup run test explore chaos hostile audit sbom check bench format lock browser clean year install-check

VENV := .venv
BIN := $(VENV)/bin
# What Trellis itself needs is there, and then what its tests need: the demo need not wait for the second.
RUNS := $(VENV)/.runs
READY := $(VENV)/.ready

SUITS := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3 python; do \
	$$name -c '$(SUITS)' 2>/dev/null && { echo $$name; break; }; done)
# The lock is whole, so nothing has to be resolved.
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install --no-deps

# Where it is set, Python compiles everything anew in each of the hundreds of processes that start here.
unexport PYTHONDONTWRITEBYTECODE

# Two more than a small machine has processors: a worker that waits for a database or a browser leaves its own to it.
WORKERS ?= 4
TESTS ?= tests

help:  ## Show what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

$(RUNS): requirements.lock
	@$(or $(PYTHON),false) -c '$(SUITS)' 2>/dev/null || { \
		echo 'Trellis needs Python 3.11, 3.12 or 3.13 with its venv module, $(if $(PYTHON),which $(PYTHON) is not,and found none on the PATH).' \
		'Install one (on Debian and Ubuntu: python3 and python3-venv), or name yours: make PYTHON=/path/to/python'; exit 1; }
	@echo 'Making an environment in $(VENV) with $(PYTHON), once. Fetching what Trellis needs takes about a minute ...'
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-build-isolation --editable .
	@touch $@

$(READY): requirements-dev.lock $(RUNS)
	@echo 'Fetching what the tests need as well, once: about another minute ...'
	@# What of it a test imports is compiled then; the most of it never is.
	@$(PIP) --no-compile --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(RUNS)  ## Start a local workspace with the bot in it, and print its address
	@$(BIN)/trellis demo $(ARGS)

setup: $(RUNS)  ## Install it into your workspace: create the app, try its tokens, and write .env
	@$(BIN)/trellis setup

run: $(RUNS)  ## Run in the real workspace whose tokens stand in .env
	@$(BIN)/trellis run

test: $(READY) browser  ## Run every test, on SQLite and PostgreSQL and in a real browser
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -q --second-try 3 $(TESTS)

explore: $(READY)  ## Try what no test has tried yet: the property tests with new and many more examples
	@HYPOTHESIS_PROFILE=explore $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -q $$(grep -rl 'from hypothesis' --include='test_*.py' tests)

chaos: $(READY)  ## Kill and freeze processes while they send thousands of messages to a Slack that fails, and count
	@$(BIN)/python -m tests.chaos $(ARGS)

hostile: $(READY)  ## Send 20,000 malformed, hostile or random requests, and look what came of them
	@$(BIN)/python -m tests.hostile $(ARGS)

audit: $(READY)  ## Ask the database of known vulnerabilities about everything in the lock
	@$(BIN)/python -m tests.supply.audit

sbom: $(READY)  ## Write a bill of materials of everything in the lock: dist/sbom.json
	@$(BIN)/python -m tests.supply.sbom $(ARGS)

browser: $(READY)
	@$(BIN)/python -m tests.browser.chromium

check: $(READY)  ## Check style, types and who imports whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

year: $(READY)  ## Live a year of many pairs, and tell whether anybody could complain
	@$(BIN)/python -m tests.year $(ARGS)

install-check: $(READY)  ## Install a fresh clone as the README says, until the bot answers, and time each step
	@set -e; for way in tests/install/over_*.py; do $(BIN)/python -m $$(echo $${way%.py} | tr / .); done

bench: $(READY)  ## Measure, and print ratios
	@$(BIN)/python -m benchmarks $(ARGS)

format: $(READY)  ## Put the code into our style
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

lock: $(READY)  ## Pin the dependencies anew
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade \
		--extra postgres --extra sentry --group build pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade \
		--extra postgres --extra sentry --group dev pyproject.toml -o requirements-dev.lock

clean:  ## Remove what was made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .grimp_cache
