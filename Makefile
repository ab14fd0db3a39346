# Every command of the project. "make charts" and "make test" do their own set-up, once.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: help charts script test fast lint audit bench docs clean

help: ## List the commands
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/'

.stamps/run: setup.cfg pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@mkdir -p .stamps && touch $@

.stamps/test: .stamps/run tests/browser/package-lock.json scripts/get_browser.py scripts/get_checkers.py
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	$(BIN)/python scripts/get_browser.py
	$(BIN)/python scripts/get_checkers.py
	@touch $@

charts: .stamps/run ## Build every figure of data/ into exports/
	$(BIN)/timeline build data/figures.toml

script: .stamps/test ## Build the script of pages from its modules
	$(BIN)/python scripts/make_script.py

test: .stamps/test lint ## Check the code and run every test, in the real browser too
	$(BIN)/python -m pytest -n 2 --dist loadgroup

fast: .stamps/test ## The inner loop: tests that take no browser and no seconds, few examples a property
	HYPOTHESIS_PROFILE=few $(BIN)/python -m pytest tests -m "not browser and not spark and not slow" -n 2 -q

lint: .stamps/test ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy timeline scripts

audit: .stamps/test ## Look for known vulnerabilities, where an index answers
	$(BIN)/pip-audit --progress-spinner off --skip-editable

bench: .stamps/test ## Measure against what one would use instead; prints ratios
	$(BIN)/python -m pip install --quiet --disable-pip-version-check altair bokeh vl-convert-python matplotlib
	export BROWSER_PATH="$$($(BIN)/python \
	  -c 'from timeline.renderers.plotly.changed import find_browser; print(find_browser())')"; \
	for script in benchmarks/*.py; do $(BIN)/python $$script || exit 1; done; \
	$(BIN)/python benchmarks/aggregate.py big

docs: .stamps/test ## Build the documentation into site/, its notebooks run and its reference made anew
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'sphinx>=8' 'myst-nb>=1.3' 'furo>=2025.7'
	$(BIN)/python scripts/make_reference.py
	$(BIN)/python scripts/run_notebooks.py
	$(BIN)/sphinx-build --quiet --fail-on-warning --jobs auto docs site
	rm -rf site/exports && cp -r exports site/exports

clean: ## Remove the environment and all that was made by these commands
	rm -rf .venv .stamps site .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
