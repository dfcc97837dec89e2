# `make build` builds every deck into dist/; `make test` does all that its tests need, and passes them.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: build test soak bench check clean surroundings

build: .venv/installed
	$(BIN)/ankiflask build

test: surroundings
	$(BIN)/pytest

soak: surroundings
	$(BIN)/pytest --soak

bench: surroundings
	$(BIN)/python -m bench.encoder
	$(BIN)/python -m bench.commands

check: .venv/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

clean:
	rm -rf .venv .venv-anki build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

# What the tests need besides Python's packages; quick where it is there already.
surroundings: .venv/installed-dev
	$(BIN)/python tests/anki/make_environments.py
	sh tests/browser/install-chromium.sh

.venv/installed: pyproject.toml | .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	touch $@

.venv/installed-dev: pyproject.toml | .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@ .venv/installed

.venv:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("ankiflask needs Python 3.11 or newer: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
