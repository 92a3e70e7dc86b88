# Samkjørt: everything that one runs. `make help` tells.
.DEFAULT_GOAL := help
.PHONY: help install demo test check bench messages format pin
PORT ?= 8000
DATA ?=
export PYTHON
PY := .venv/bin/python
UV := .tools/bin/uv

help: ## Tell what there is to run
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-10s %s\n", $$1, $$2}'

# uv lives in an environment of its own: a plain `pip install` is forbidden on many systems.
.tools/bin/uv: requirements/uv.txt tools/findpy.sh
	@python=$$(sh tools/findpy.sh) && "$$python" -m venv --clear .tools
	@.tools/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

.venv/bin/python: .tools/bin/uv
	@$(UV) venv -q --allow-existing --python .tools/bin/python .venv
	@touch $@

# The package itself needs nothing more than its pinned requirements, so it is put in without looking for any.
.venv/run.done: requirements/run.txt pyproject.toml .venv/bin/python
	@$(UV) pip install -q --python $(PY) --require-hashes -r requirements/run.txt
	@$(UV) pip install -q --python $(PY) --no-deps -e .
	@touch $@

.venv/test.done: requirements/test.txt .venv/run.done
	@$(UV) pip install -q --python $(PY) --require-hashes -r requirements/test.txt
	@touch $@

.venv/dev.done: requirements/dev.txt .venv/test.done
	@$(UV) pip install -q --python $(PY) --require-hashes -r requirements/dev.txt
	@touch $@

install: .venv/run.done ## Make .venv with .venv/bin/samkjort in it
	@$(PY) tools/po.py compile

demo: install ## Start the demo organisation in the browser (PORT=8000, DATA=its folder)
	.venv/bin/samkjort demo --port $(PORT) $(if $(DATA),--data "$(DATA)")

test: install .venv/test.done ## Run all tests: on SQLite, on PostgreSQL and in a real browser
	@$(PY) tools/run_tests.py

# Settings are read here: not those of an installation on this machine.
check: export SAMKJORT_DATA = $(CURDIR)/test-reports/data
check: install .venv/dev.done ## Format, lint, types, import rules, sizes, texts and quick tests: the fast loop
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/djlint --check --quiet samkjort
	.venv/bin/lint-imports --no-logo
	$(PY) tools/check_sizes.py
	$(PY) tools/po.py missing nb
	$(PY) -W ignore -m django makemigrations --settings samkjort.config.settings --check --dry-run
	.venv/bin/mypy
	$(PY) -m pytest -q -m "not browser and not slow"

bench: install .venv/test.done ## Measure the speed table, as ratios within one run
	$(PY) -m bench.run

messages: install ## Tell which texts lack a translation
	$(PY) tools/po.py missing nb

format: install .venv/dev.done ## Format the code and mend what can be mended by itself
	.venv/bin/ruff check --fix --show-fixes .
	.venv/bin/ruff format .
	.venv/bin/djlint --reformat --quiet samkjort || true

pin: .tools/bin/uv ## Pin the newest versions of the requirements, with hashes
	for part in uv run test dev; do $(UV) pip compile -q --upgrade --universal --generate-hashes --no-header \
	  --no-emit-index-url --python-version 3.12 -o requirements/$$part.txt requirements/$$part.in || exit 1; done
