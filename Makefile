# Needs Python 3.11 or newer and make, nothing else: all that is installed goes into .venv.
# Written for every make since GNU make 3.81, which macOS has.

PYTHON ?= python3
ARGS ?=

VENV = .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check

help: ## what there is to make; the default
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo '  ARGS="..." passes arguments on, PYTHON=python3.12 names another Python.'

run: $(VENV)/.installed ## install into .venv, then read the example; ARGS=report.txt reads another text
	@$(BIN)/idlib-reader $(ARGS)

test: $(VENV)/.installed-for-tests ## run the tests
	$(BIN)/python -m pytest $(ARGS)

edits: $(VENV)/.installed-for-tests ## make 200,000 random edits of hand-written files, and compare (CI makes 10,000)
	IDLIB_EDITS=200000 $(BIN)/python -m pytest tests/storage/test_random_edits.py $(ARGS)

lint: $(VENV)/.installed-for-lint ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: lint test ## all that a change has to pass: style, types, tests

bench: $(VENV)/.installed-for-tests ## measure against the budgets; ARGS=--quick takes fewer runs
	@$(BIN)/python benchmarks/bench.py $(ARGS)

pictures: $(VENV)/.installed ## draw the pictures of the README again
	$(BIN)/python docs/make_pictures.py

keys: $(VENV)/.installed ## write the README's table of keys again
	$(BIN)/python docs/make_keys.py

clean: ## remove .venv and everything else that was made here
	rm -rf $(VENV) dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find tui tests benchmarks docs -name __pycache__ -exec rm -rf {} +

# A stamp is newer than pyproject.toml, so that nothing is installed twice.
$(VENV)/.made:
	@command -v "$(PYTHON)" > /dev/null || { \
	  echo 'There is no $(PYTHON) here. Install Python 3.11 or newer, or name one: make PYTHON=/path/to/python' >&2; \
	  exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed, but \
	$(PYTHON) is Python " + sys.version.split()[0] + ". Name a newer one: make PYTHON=python3.12")'
	@"$(PYTHON)" -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml
	@echo 'Installing into $(VENV), which takes a moment ...'
	@$(PIP) --editable .
	@touch $@

$(VENV)/.installed-for-tests: $(VENV)/.made pyproject.toml
	@echo 'Installing what the tests need into $(VENV) ...'
	@$(PIP) --editable '.[test]'
	@touch $(VENV)/.installed $@

$(VENV)/.installed-for-lint: $(VENV)/.made pyproject.toml
	@echo 'Installing what the checks need into $(VENV) ...'
	@$(PIP) --editable '.[test,lint]'
	@touch $(VENV)/.installed $(VENV)/.installed-for-tests $@

.PHONY: help run test edits lint check bench pictures keys clean
