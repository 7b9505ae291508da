# zicht: `make demo` shows it working, `make test` passes the tests. Uses uv where it is present, else plain venv + pip.
SHELL := /bin/bash
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
HOME_DIR ?= build/demo
JOBS ?= 2
UV := $(shell command -v uv 2>/dev/null)
STAMP := $(VENV)/.installed-$(shell cat requirements.lock pyproject.toml 2>/dev/null | sha256sum | cut -c1-12)

.PHONY: demo test lint check bench serve install lock clean

install: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(if $(UV),$(UV) venv --quiet --python $(PYTHON) $(VENV),$(PYTHON) -m venv $(VENV))
	$(if $(UV),$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock,$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock)
	$(if $(UV),$(UV) pip install --quiet --python $(BIN)/python --no-deps -e .,$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .)
	rm -f $(VENV)/.installed-* && touch $@

demo: install  ## two synthetic sites, crawled, read, linked, indexed, listed; twice
	$(BIN)/zicht --home $(HOME_DIR) demo

serve: install  ## the console on the demo's data: http://127.0.0.1:8600/
	$(BIN)/zicht --home $(HOME_DIR) serve

test: install  ## the tests; what needs a server that is not there is skipped, loudly; in two processes, with JOBS=0 in one
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

lint: install  ## ruff and mypy strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: lint test  ## the single gate

bench: install  ## figures beside stock parts, as ratios
	$(BIN)/python -m bench

lock: ## write requirements.lock anew (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --extra all --extra dev --output-file requirements.lock pyproject.toml

clean:
	rm -rf build zicht-data .pytest_cache .mypy_cache .ruff_cache
