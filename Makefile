# Samkjørt: everything that one runs. `make help` tells.
.DEFAULT_GOAL := help
.PHONY: help install demo test check bench messages format pin
PORT ?= 8000
export PYTHON
PY := .venv/bin/python
UV := .tools/bin/uv

help: ## Tell what there is to run
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-10s %s\n", $$1, $$2}'

.tools/bin/uv: requirements/uv.txt
	@python=$$(sh tools/findpy.sh) && "$$python" -m venv .tools
	@.tools/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

.venv/bin/python: .tools/bin/uv
	@$(UV) venv -q --allow-existing --python .tools/bin/python .venv
	@touch $@

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

demo: install ## Start the demo organisation in the browser (PORT=8000)
	.venv/bin/samkjort demo --port $(PORT)

test: .venv/test.done install ## Run all tests, on SQLite and on PostgreSQL, in a real browser
	$(PY) tools/run_tests.py

check: .venv/dev.done install ## Format, lint, types, import rules, sizes and unit tests: the fast loop
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/lint-imports --no-cache
	$(PY) tools/check_sizes.py
	$(PY) tools/po.py missing nb
	.venv/bin/mypy
	$(PY) -m pytest -q -m "not browser and not slow"

bench: .venv/test.done install ## Measure the speed table, as ratios within one run
	$(PY) bench/run.py

messages: install ## Tell which texts lack a translation
	$(PY) tools/po.py missing nb

format: .venv/dev.done ## Format the code
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

pin: .tools/bin/uv ## Pin the requirements anew
	for part in uv run test dev; do $(UV) pip compile -q --universal --generate-hashes --no-header \
	  --no-emit-index-url --python-version 3.12 -o requirements/$$part.txt requirements/$$part.in; done
