# The front door. CI calls `make test`, nothing else.
#   make demo         a fictional university with a year of records, on http://localhost:8000
#   make run          your own office: first page at /setup/
#   make check        lint, types, laws, reference pages: a minute
#   make test         everything, on PostgreSQL and on SQLite
#   make bench        side-by-side benchmarks, each prints ratios
#   make docs         writes docs/reference/ anew
#   make screenshots  writes docs/screenshots/ anew from the demo

PYTHON ?= python3
PORT ?= 8000
PY := .venv/bin/python
MANAGE := RONGMEI_VAR=$(CURDIR)/var $(PY) manage.py
WORKERS ?= 2
# Exit code 2 is mypy stumbling over its own stale cache: once more without.
TYPES := .venv/bin/mypy || { test $$? -eq 2 && rm -rf .mypy_cache && .venv/bin/mypy; }
export PYTHONPATH := $(CURDIR)
export PORT
# Compiled modules are kept: without them every command compiles five hundred files again.
export PYTHONDONTWRITEBYTECODE :=
# Both workers must collect the tests in one order, also where a parameter comes from a set.
export PYTHONHASHSEED := 0

STATIC := $(shell find rongmei -path '*/static/*' -type f 2>/dev/null)
TRANSLATIONS := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
SHIPPED := .venv/.base node_modules/.package-lock.json
SPELLER := var/proofing/speller.bin

.PHONY: help demo run check test bench docs screenshots messages format
.NOTPARALLEL:

help:
	@sed -n 's/^#  *make /make /p' Makefile

demo: $(SHIPPED) $(SPELLER) $(TRANSLATIONS) static-collected/.stamp
	@$(PY) tools/serve.py --demo

run: $(SHIPPED) $(SPELLER) $(TRANSLATIONS) static-collected/.stamp
	@$(PY) tools/serve.py

check: .venv/.dev $(SHIPPED) $(TRANSLATIONS)
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports
	$(TYPES)
	$(PY) tools/docs.py --check
	$(PY) tools/messages.py check
	DJANGO_SETTINGS_MODULE=config.test_settings $(PY) manage.py makemigrations --check --dry-run
	$(PY) -m pytest tests/laws -q -n $(WORKERS)

# PostgreSQL first and SQLite last, so that the last line is the closing line of the run that leaves nothing out.
test: .venv/.test .venv/.dev $(SHIPPED) $(SPELLER) $(TRANSLATIONS)
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports
	$(TYPES)
	$(PY) tools/docs.py --check
	$(PY) tools/messages.py check
	DJANGO_SETTINGS_MODULE=config.test_settings $(PY) manage.py makemigrations --check --dry-run
	@echo "The whole suite on PostgreSQL, without browser tests:"
	$(PY) tools/postgres.py $(PY) -m pytest --second-database -q -n $(WORKERS) --dist worksteal
	@echo "The whole suite on SQLite:"
	$(PY) -m pytest -n $(WORKERS) --dist worksteal

bench: .venv/.dev $(SHIPPED) $(TRANSLATIONS) static-collected/.stamp
	@missed=; for file in bench/*.py; do echo "== $$file"; $(PY) $$file || missed="$$missed $$file"; done; \
	test -z "$$missed" || { echo "Not as wanted, see above:$$missed"; exit 1; }

docs: .venv/.dev $(TRANSLATIONS)
	$(PY) tools/docs.py

screenshots: .venv/.test .venv/.dev $(SHIPPED) $(TRANSLATIONS) static-collected/.stamp
	$(PY) tools/screenshots.py

messages: .venv/.dev
	$(PY) tools/messages.py extract

format: .venv/.dev
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

# ---- what the targets stand on, each made once -----------------------------------------------------------------------

.venv/.base: requirements/base.txt tools/machine.py
	@$(PYTHON) tools/machine.py run
	@test -x $(PY) || $(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@$(PY) tools/install.py
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.base
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

.venv/.test: tools/machine.py .venv/.base
	@$(PYTHON) tools/machine.py test
	@touch $@

node_modules/.package-lock.json: package-lock.json .venv/.base
	npm ci --ignore-scripts --silent
	@touch $@

%.mo: %.po tools/messages.py .venv/.base
	@$(PY) tools/messages.py compile $<

# Half a minute, once. Without the machine's language models it says so, and the product runs without a speller.
$(SPELLER): .venv/.base $(wildcard rongmei/content/proofing/speller/data/*)
	@$(PY) -m rongmei.content.proofing.speller

# Of the chart library only the file that pages load.
static-collected/.stamp: $(STATIC) $(SHIPPED)
	@$(MANAGE) collectstatic --noinput --verbosity 0 -i '*.map' -i 'echarts.common.js' -i 'echarts.min.js' -i 'echarts.simple*' -i '*.esm*' -i 'echarts.js' -i extension
	@touch $@
