# Monsoon. `make run` starts the marketplace, `make test` tests it; both set up what they need.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard marketplace/locale/*/LC_MESSAGES/*.po))
TEMPLATES := accounts listings marketplace
STYLES := 'marketplace/**/*.css'
PYTEST ?= -n 2 --dist loadfile --no-loadscope-reorder
# The same file for every process, wherever it works.
coverage: export COVERAGE_FILE := $(CURDIR)/.coverage
# Each process that a test or the launcher starts would compile everything again: 20 s of one core.
unexport PYTHONDONTWRITEBYTECODE
# uv brings certificates of its own; a company's proxy has put its own among the system's.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt),)
export UV_SYSTEM_CERTS ?= 1
endif

.PHONY: help run test coverage fuzz kills check format bench requirements structure messages environment test-environment browser translations

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

run: environment translations ## start everything: PORT=8000, MONSOON_HOME=.monsoon, DATABASE_URL, REDIS_URL, STRIPE_API_KEY
	@exec $(BIN)/python -m marketplace.tools.launcher

test: test-environment translations browser ## run the tests (PYTEST="-x tests/payments" for some of them)
	@$(BIN)/python -m pytest $(PYTEST)

coverage: test-environment translations browser ## run the tests and print the product's lines that none of them ran; red below the floor in pyproject.toml
	@rm -f $(COVERAGE_FILE) $(COVERAGE_FILE).*
	@$(BIN)/coverage run -m pytest $(PYTEST)
	@$(BIN)/coverage combine -q
	@$(BIN)/coverage report

fuzz: test-environment translations ## draw anew what the suite draws from fixed seeds (SEED=5 repeats one, MONSOON_FUZZ_TIMES=10)
	@$(BIN)/python -m tests.fuzz $(SEED)

kills: environment translations ## kill -9 the processes of a trading market every 2 s for a minute, and look whether all was done once (SEED=5)
	@$(BIN)/python -m tests.kills $(SEED)

check: test-environment translations ## layout, style, types, import contracts, migrations, templates, translations, known holes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djangofmt --check $(TEMPLATES)
	$(BIN)/oxfmt --check $(STYLES)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py write_structure --check
	$(BIN)/python manage.py check_templates
	$(BIN)/python manage.py make_messages --check
	$(BIN)/python manage.py check_translations
	$(BIN)/python -m tests.audit

format: test-environment ## lay out code, templates and style sheets as `make check` wants them
	$(BIN)/ruff format .
	$(BIN)/djangofmt $(TEMPLATES)
	$(BIN)/oxfmt $(STYLES)

structure: environment ## write down what all migrations make: the first start loads it (after every new migration)
	@$(BIN)/python manage.py write_structure

bench: test-environment ## measure what must stay fast (SIZE=10k for the quick form, ONLY=page for the search over HTTP)
	@$(call install,tests/bench/requirements.txt,bench)
	@ONLY=$(ONLY) $(BIN)/python -m tests.bench $(SIZE)

# For every Python from 3.11.0 on; without an index's address. Existing versions stay: UPGRADE=--upgrade moves them.
requirements: $(BIN)/uv ## compile the direct requirements of pyproject.toml, with hashes
	@$(call compile,requirements.txt,pyproject.toml)
	@$(call compile,tests/requirements.txt,pyproject.toml --group tests -c requirements.txt)
	@$(call compile,tests/bench/requirements.txt,pyproject.toml --group tests --group bench -c tests/requirements.txt)
	@echo uv | $(call compile,.ci/uv.txt,-)

compile = $(BIN)/uv pip compile -q $(2) $(UPGRADE) --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	--no-annotate --custom-compile-command 'make requirements' -o $(1)

# What one process imports is compiled once, not by each of the first start's processes at the same time.
environment: $(BIN)/uv
	@$(call install,requirements.txt,run)
	@test $(VENV)/run.compiled -nt $(VENV)/run.installed || $(BIN)/python manage.py check >$(VENV)/run.compiled 2>&1 || true

test-environment: environment
	@$(call install,tests/requirements.txt,tests)

# Nothing to do when exactly this file has been installed before. pip knows mirrors that uv may not have been told of.
install = cmp -s $(1) $(VENV)/$(2).installed || { echo 'installing $(1) ...' && { \
	$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes --only-binary :all: -r $(1) || \
	$(BIN)/python -m pip install -q --require-hashes --only-binary :all: -r $(1); } && \
	cp $(1) $(VENV)/$(2).installed; }

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Monsoon needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)'; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV) || \
		{ echo 'Python cannot make an environment: on Debian, apt-get install python3-venv'; exit 1; }
	@$(BIN)/python -m pip install -q --require-hashes --only-binary :all: -r .ci/uv.txt

browser:
	@$(BIN)/python -m tests.browser

messages: test-environment ## bring the catalogues up to date with the strings that the sources mark
	@$(BIN)/python manage.py make_messages

translations: $(CATALOGUES)

%.mo: %.po
	@$(BIN)/pybabel -q compile -i $< -o $@
