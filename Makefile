# `make build` builds every deck into dist/; `make test` does all that its tests need, and passes them.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: build test soak bench screenshots check clean surroundings release-check verify-deck

build: .venv/installed
	$(BIN)/ankiflask build

test: surroundings
	$(BIN)/pytest

soak: surroundings
	$(BIN)/pytest --soak

bench: surroundings
	$(BIN)/python -m bench.encoder
	$(BIN)/python -m bench.commands
	$(BIN)/python -m bench.sync

# Pictures to look at in dist/screenshots, and the README's two in docs/.
screenshots: surroundings
	$(BIN)/python -m tests.browser.screenshots

check: .venv/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# The Flask deck's examples, executed with the pinned Flask and its extensions, always in a new
# environment.
verify-deck: .venv/installed
	$(PYTHON) -m venv --clear .venv-deck
	.venv-deck/bin/pip install --quiet --disable-pip-version-check --no-deps --requirement decks/flask/requirements.txt
	.venv-deck/bin/pip check --disable-pip-version-check
	$(BIN)/ankiflask check decks/flask --run --python .venv-deck/bin/python

# What a release is, in dist/release: `TAG=v0.2.0 make release-check` before that tag is set.
release-check: .venv/installed-dev
	@test -z "$$TAG" || test "$$TAG" = "v$$($(BIN)/python -c 'import ankiflask; print(ankiflask.__version__)')" \
	|| { echo "$$TAG is not the version in ankiflask/__init__.py." >&2; exit 1; }
	PATH="$(CURDIR)/$(BIN):$$PATH" sh ankiflask/starter/texts/release-check.sh "$$TAG"
	$(BIN)/python -m build --no-isolation --outdir dist/release
	cd dist/release && sha256sum ankiflask-* >> SHA256SUMS

clean:
	rm -rf .venv .venv-anki .venv-deck build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

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
