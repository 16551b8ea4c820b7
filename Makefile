# Tanya BPKP. `make run` starts everything, `make test` checks everything; the rest helps.
# The Makefile knows which of the two environments a command needs, so that nobody else has to.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3.11
APP := .venv/bin
RASA := .venv-rasa/bin
UV := $(APP)/uv
RASA_ENV := RASA_TELEMETRY_ENABLED=false TF_CPP_MIN_LOG_LEVEL=3 SQLALCHEMY_SILENCE_UBER_WARNING=1 \
	CUDA_VISIBLE_DEVICES=-1 PYTHONPATH=$(CURDIR) \
	ACTIONS_URL=http://127.0.0.1:5055/webhook

ifdef CI
export UV_NO_PROGRESS := 1
endif

.PHONY: help run setup test check format bench proof lock clean test-unit test-rasa test-e2e \
	coverage mutants machine

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

run: setup ## Set up, train if needed, start everything, print the addresses (Ctrl-C stops)
	@exec $(APP)/tanya run

setup: .venv/.ready .venv-rasa/.ready ## Install both environments

test: setup .venv/.dev-ready ## Every test: unit, Rasa, contract, end to end, browser
	@$(MAKE) --no-print-directory check test-unit test-rasa test-e2e

# Which tests are units; and tests on every core.
UNIT := -m "not rasa and not e2e and not browser"
BESIDE := -n auto --dist worksteal

test-unit: .venv/.dev-ready ## Tests without Rasa or a browser (SQLite and PostgreSQL)
	$(APP)/pytest $(UNIT) $(BESIDE)

coverage: .venv/.dev-ready ## The unit tests, and which lines and branches they run (takes twice as long)
	$(APP)/pytest $(UNIT) $(BESIDE) --cov --cov-report=term

mutants: .venv-mutants/.ready ## Put small faults into what decides, one by one; list those that no test notices
	.venv-mutants/bin/mutmut run
	.venv-mutants/bin/mutmut results

test-rasa: setup .venv/.dev-ready ## Rasa's data validation and stories, our components, the action contract
	$(RASA_ENV) $(RASA)/rasa data validate --config config.yml --domain domain.yml --data data --fail-on-warnings
	$(APP)/tanya train --if-needed
	$(RASA_ENV) $(RASA)/rasa test core --stories tests/test_stories.yml --fail-on-prediction-errors --out var/results --model "$$($(APP)/tanya model)"
	$(RASA_ENV) $(RASA)/python -m pytest -q -p no:cacheprovider -c tests/nlu/pytest.ini tests/nlu
	$(APP)/pytest -m "rasa and not e2e"

test-e2e: setup .venv/.dev-ready ## The real processes over web chat and a Bot API double, and a real browser
	$(APP)/pytest -m "browser and not e2e" $(BESIDE)
	$(APP)/pytest -m e2e

check: .venv/.dev-ready ## Linters, types, import contracts
	$(APP)/ruff check .
	$(APP)/ruff format --check .
	$(APP)/oxlint bot desk
	$(APP)/mypy
	$(APP)/lint-imports

format: .venv/.dev-ready ## Format the code and mend what ruff can mend
	$(APP)/ruff check --fix .
	$(APP)/ruff format .

bench: setup .venv/.dev-ready ## Measure load (beside plain Rasa), start-up, long conversations, many articles, old databases
	$(APP)/python -m bench

PROOF := --updates 20000 --citizens 1000 --rate 18 --kills 60

proof: setup .venv/.dev-ready ## Prove that nothing is lost: 20,000 updates, faults and kills, on both databases (an hour)
	$(APP)/tanya train --if-needed
	$(APP)/python -m proof $(PROOF) --database sqlite
	$(APP)/python -m proof $(PROOF) --database postgresql

machine: .venv/.dev-ready ## Play 10,000 random steps of officers, citizens and every trouble, on both databases (an hour)
	WORLD_STEPS=10000 $(APP)/pytest -s tests/bot/telegram/officers/test_one_world.py

lock: .venv/.dev-ready ## Resolve the requirements anew and write them with hashes
	for name in app dev mutants uv; do $(UV) pip compile -q --upgrade --generate-hashes --no-header --no-emit-index-url \
	  --no-emit-find-links --python-version 3.11 requirements/$$name.in -o requirements/$$name.txt; done
	$(UV) pip compile -q --upgrade --generate-hashes --no-header --no-emit-index-url \
	  --no-emit-find-links --python-version 3.10 requirements/rasa.in -o requirements/rasa.txt

clean: ## Remove environments, models, logs and the local database (asks first)
	@read -rp "Remove environments, models and var, citizens' conversations included? [y/N] " yes; \
	[[ $$yes == y ]] && rm -rf .venv .venv-rasa .venv-mutants .rasa models mutants var || echo "Nothing removed."

# --- environments ---------------------------------------------------------------------------------

.venv/bin/uv: requirements/uv.txt
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is missing: install it (Debian: apt-get install python3.11 python3.11-venv), or say PYTHON=... " >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is older than 3.11: say PYTHON=python3.11 (or newer)" >&2; exit 1; }
	@echo "Making .venv (Python 3.11)"
	@$(PYTHON) -m venv .venv
	@$(APP)/python -m pip install -q --require-hashes -r requirements/uv.txt
	@touch $@

.venv/.ready: .venv/bin/uv requirements/app.txt pyproject.toml
	@echo "Installing .venv: gateway, desk, action server, command line"
	@$(UV) pip install -p $(APP)/python --compile-bytecode --require-hashes -r requirements/app.txt
	@$(UV) pip install -q -p $(APP)/python --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev-ready: .venv/.ready requirements/dev.txt
	@echo "Installing what tests and checks need"
	@$(UV) pip install -p $(APP)/python --require-hashes -r requirements/dev.txt
	@touch $@

.venv-mutants/.ready: .venv/bin/uv requirements/mutants.txt
	@echo "Installing .venv-mutants: what the tests need, and mutmut"
	@$(UV) venv -q --allow-existing -p $(APP)/python .venv-mutants
	@$(UV) pip install -q -p .venv-mutants/bin/python --require-hashes -r requirements/mutants.txt
	@touch $@

.venv-rasa/.ready: .venv/bin/uv requirements/rasa.txt
	@echo "Installing .venv-rasa: Rasa 3.6.21 (Python 3.10, 2.5 GB)"
	@$(UV) venv -q --allow-existing -p 3.10 .venv-rasa || { echo "Python 3.10 is missing, and Rasa 3.6 runs on no newer one: install it (pyenv install 3.10, or: $(UV) python install 3.10), then run make again" >&2; exit 1; }
	@$(UV) pip install -p $(RASA)/python --compile-bytecode --require-hashes -r requirements/rasa.txt
	@touch $@
