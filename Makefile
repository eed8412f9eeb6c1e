# Parvis and its demo hub. `make site` builds the demo, `make test` runs every check that needs Python and Chromium alone.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input
COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve collect check test bench audit lock clean

help: ## Tell what there is to make
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

site: $(VENV)/installed ## Install what is locked, collect the demo's sources, build output/
	@$(BIN)/parvis collect
	@$(BIN)/parvis build
	@echo
	@echo "The site is in output/. To look at it: make serve, then open http://127.0.0.1:8000/"

serve: $(VENV)/installed ## Show the site at http://127.0.0.1:8000/ and rebuild it on every change
	@$(BIN)/parvis serve

collect: $(VENV)/installed ## Ask the sources for what is new
	@$(BIN)/parvis collect

check: $(VENV)/installed ## Check settings, sources and content without building
	@$(BIN)/parvis check

test: $(VENV)/installed-test ## Format, lint, types, tests, the demo's build and the browser
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadfile

bench: $(VENV)/installed-test ## Measure the workloads of benchmarks/
	@if [ -f benchmarks/run.py ]; then $(BIN)/python benchmarks/run.py; else echo "There are no benchmarks yet."; fi

audit: $(VENV)/installed ## Check the built site with tools that need Node or Java; writes docs/audit.md
	@$(BIN)/parvis build
	@$(BIN)/python scripts/audit.py

lock: ## Choose the versions anew (needs uv)
	$(COMPILE) --upgrade --group build --output-file requirements.lock
	$(COMPILE) --upgrade --group build --group test --constraint requirements.lock --output-file requirements-test.lock

clean: ## Delete what was made; .venv/ and the archive stay
	@find output -mindepth 1 ! -name .gitignore -delete
	@rm -rf .parvis .pytest_cache .mypy_cache .ruff_cache .hypothesis dist

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Parvis needs Python 3.11 or newer; $(PYTHON) is another one. Try: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.lock pyproject.toml | $(VENV)/pyvenv.cfg
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/installed-test: requirements-test.lock $(VENV)/installed
	$(PIP) install --require-hashes --requirement requirements-test.lock
	@touch $@
