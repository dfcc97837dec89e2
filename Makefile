# `make build` builds every deck into dist/; `make test` does all that its tests need, and passes them.
PYTHON ?= python3
BIN := .venv/bin
PIP := pip --quiet --disable-pip-version-check
# Without build isolation, which would fetch a build backend that nobody pinned.
OURS := --no-deps --no-build-isolation --editable .
PARALLEL := -n auto --dist worksteal
QUICK := $(PARALLEL) -m "not anki and not browser"
PINS := pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --custom-compile-command "make pins"

.PHONY: build test quick coverage soak bench screenshots check docs clean surroundings release-check verify-deck pins newest lowest

build: .venv/installed
	$(BIN)/ankiflask build

test: surroundings
	$(BIN)/pytest $(PARALLEL)

# What needs neither Anki nor a browser.
quick: .venv/installed-dev
	$(BIN)/pytest $(QUICK)

# Which lines and branches the quick tests run in their own processes. It doubles their time, so those that start
# other processes, or only repeat much, are left out.
coverage: .venv/installed-dev
	$(BIN)/pytest $(QUICK) --ignore tests/cli --ignore tests/crash --ignore tests/docs --ignore tests/fuzz --ignore tests/new --cov --cov-report=term

soak: surroundings
	$(BIN)/pytest --soak --timeout 0

bench: surroundings
	$(BIN)/python -m bench.encoder
	$(BIN)/python -m bench.commands
	$(BIN)/python -m bench.preview
	$(BIN)/python -m bench.check
	$(BIN)/python -m bench.sync

# Pictures to look at in dist/screenshots, and the README's two in docs/.
screenshots: surroundings
	$(BIN)/python -m tests.browser.screenshots

check: .venv/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# The documentation as a site in build/site. A broken link is an error.
docs: .venv/installed-dev
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

# The Flask deck's examples, executed with the pinned Flask and its extensions, always in a new
# environment.
verify-deck: .venv/installed
	$(PYTHON) -m venv --clear .venv-deck
	.venv-deck/bin/$(PIP) install --no-deps --requirement decks/flask/requirements.txt
	.venv-deck/bin/pip check --disable-pip-version-check
	$(BIN)/ankiflask check decks/flask --run --python .venv-deck/bin/python

# What a release is, in dist/release: `TAG=v0.2.0 make release-check` before that tag is set.
release-check: .venv/installed-dev
	@test -z "$$TAG" || test "$$TAG" = "v$$($(BIN)/python -c 'import ankiflask; print(ankiflask.__version__)')" \
	|| { echo "$$TAG is not the version in ankiflask/__init__.py." >&2; exit 1; }
	PATH="$(CURDIR)/$(BIN):$$PATH" sh ankiflask/starter/texts/release-check.sh "$$TAG"
	$(BIN)/python -m build --no-isolation --outdir dist/release
	cd dist/release && sha256sum ankiflask-* >> SHA256SUMS

# The versions that development and CI run with, made anew: the newest of everything. `lowest.txt` holds the
# lowest of what pyproject.toml asks for.
pins: .venv/installed-dev
	$(BIN)/uv $(PINS) --extra dev pyproject.toml --output-file requirements/dev.txt
	printf "hatchling\neditables\n" | $(BIN)/uv $(PINS) pyproject.toml - --constraint requirements/dev.txt --output-file requirements/users.txt
	$(BIN)/uv $(PINS) --resolution lowest-direct pyproject.toml --output-file requirements/lowest.txt
	while read -r version requirement; do \
	  echo "$$requirement" | $(BIN)/uv $(PINS) - --output-file "requirements/anki-$$version.txt" || exit; \
	done < tests/anki/versions.txt

# The quick part of the tests with the newest versions of what ankiflask needs, and with the lowest. They say what
# somebody else's release broke, or that a lower bound is too low.
newest:
	$(PYTHON) -m venv --clear .venv-newest
	.venv-newest/bin/$(PIP) install --editable '.[dev]'
	.venv-newest/bin/pytest $(QUICK)

lowest:
	$(PYTHON) -m venv --clear .venv-lowest
	.venv-lowest/bin/$(PIP) install --require-hashes --requirement requirements/dev.txt
	.venv-lowest/bin/$(PIP) install --require-hashes --requirement requirements/lowest.txt
	.venv-lowest/bin/$(PIP) install $(OURS)
	.venv-lowest/bin/pytest $(QUICK)

clean:
	rm -rf .coverage .venv .venv-anki .venv-deck .venv-lowest .venv-newest build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

# What the tests need besides Python's packages; quick where it is there already.
surroundings: .venv/installed-dev
	$(BIN)/python tests/anki/make_environments.py
	sh tests/browser/install-chromium.sh

.venv/installed: pyproject.toml requirements/users.txt | .venv
	$(BIN)/$(PIP) install --require-hashes --requirement requirements/users.txt
	$(BIN)/$(PIP) install $(OURS)
	touch $@

.venv/installed-dev: pyproject.toml requirements/dev.txt | .venv
	$(BIN)/$(PIP) install --require-hashes --requirement requirements/dev.txt
	$(BIN)/$(PIP) install $(OURS)
	touch $@ .venv/installed

.venv:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("ankiflask needs Python 3.11 or newer: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
