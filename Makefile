# Every command of the project. "make charts" and "make test" do their own setup, once.

PYTHON ?= python3
BIN := .venv/bin

# Tests start many Pythons: each would compile the package and its tests anew.
export PYTHONDONTWRITEBYTECODE :=

PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: help charts script test fast lowest lint audit fuzz lock bundled bench docs clean

help: ## List the commands
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/'

# All downloads are pinned by hash; run.txt includes the build tools.
.stamps/run: setup.cfg pyproject.toml requirements/run.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) --require-hashes --requirement requirements/run.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@mkdir -p .stamps && touch $@

.stamps/test: .stamps/run requirements/test.txt tests/browser/package-lock.json scripts/get_checkers.py
	$(PIP) --require-hashes --no-build-isolation --requirement requirements/test.txt
	$(BIN)/python scripts/get_checkers.py
	@touch $@

charts: .stamps/run ## Build every figure of data/ into exports/
	$(BIN)/timeline build data/figures.toml

script: .stamps/test ## Bundle the page script from its modules
	$(BIN)/python scripts/make_script.py

test: .stamps/test lint ## Check the code and run every test, including those in a browser
	$(BIN)/python -m pytest -n 2 --dist loadgroup

fast: .stamps/test ## Run the fast tests: no browser, no Spark, few examples per property
	HYPOTHESIS_PROFILE=few $(BIN)/python -m pytest tests -m "not browser and not spark and not slow" -n 2 -q

lowest: .stamps/test ## Run the tests that need no browser and no Spark at the lowest declared versions
	$(PIP) uv
	$(BIN)/uv venv --quiet --clear .venv-lowest
	$(BIN)/uv pip install --quiet --python .venv-lowest --only-binary :all: --require-hashes \
	  --requirement requirements/lowest.txt
	PYTHONPATH="$(CURDIR)" .venv-lowest/bin/python -m pytest -m "not browser and not spark" -n 2 --dist loadgroup

lint: .stamps/test audit ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy timeline scripts

audit: .stamps/test ## Look for known vulnerabilities, if an index is reachable
	$(BIN)/python scripts/audit_packages.py

fuzz: .stamps/test ## Test each reader and chart with damaged tables for a minute, from a fixed seed
	FUZZ_SECONDS=60 $(BIN)/python -m pytest tests/fuzz -n 2 -q

lock: .stamps/test ## Pin the newest dependencies that setup.cfg allows, by hash
	$(PIP) uv
	for name in run test lowest; do echo 'setuptools>=77' | $(BIN)/uv pip compile - setup.cfg --quiet \
	  --universal --python-version 3.11.5 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links $$(test $$name = run || echo --extra test) \
	  $$(test $$name != lowest || echo --resolution lowest-direct --no-emit-package pyspark) \
	  --output-file requirements/$$name.txt || exit 1; done

bundled: .stamps/test ## Compare the font and plotly's script with their original packages
	$(BIN)/python scripts/fetch_bundle.py --check
	$(BIN)/python scripts/make_font.py --check

bench: .stamps/test ## Run the benchmarks, which print ratios against the usual alternatives
	$(PIP) altair bokeh vl-convert-python matplotlib
	export BROWSER_PATH="$$($(BIN)/python \
	  -c 'from timeline.renderers.plotly.changed import find_browser; print(find_browser())')"; \
	for script in benchmarks/*.py; do $(BIN)/python $$script || exit 1; done; \
	$(BIN)/python benchmarks/aggregate.py big

docs: .stamps/test ## Run the notebooks, regenerate the reference, and build the documentation in site/
	$(PIP) 'sphinx>=8' 'myst-nb>=1.3' 'furo>=2025.7'
	$(BIN)/python scripts/make_reference.py
	$(BIN)/python scripts/run_notebooks.py
	$(BIN)/sphinx-build --quiet --fail-on-warning --jobs auto docs site
	rm -rf site/exports && cp -r exports site/exports

clean: ## Remove the environment and everything these commands created
	rm -rf .venv .venv-lowest .stamps site .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
