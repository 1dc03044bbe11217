# Every command there is; README.md has one line for each.
#   make run    the bot on 127.0.0.1:3978 (PORT=4000 for another port)
#   make demo   files one complete claim against the running defaults and prints it
#   make test   the tests (ARGS="tests/domain -k caps" for some of them)
#   make check  format, lint and types
#   make bench  the benchmark (SMOKE=1 for a short one, PARTS="load" for one part)

SHELL := /bin/sh
VENV := .venv
PYTHON := $(VENV)/bin/python
RUNTIME := $(VENV)/.runtime-installed
WEB_TOOLS := build/.web-tools
DEVELOPMENT := $(VENV)/.development-installed
INSTALL := $(PYTHON) -m pip install -qq --disable-pip-version-check \
	--no-warn-script-location --root-user-action=ignore --require-hashes

.PHONY: run demo test check bench
.DELETE_ON_ERROR:

# What .ci/web-tools fetched; missing files are skipped over by whoever wants them.
export WEBCHAT_FOLDER ?= $(CURDIR)/build/webchat
export NODE_PATH ?= $(CURDIR)/build/node_modules

# On one's own machine, as README.md says: without APP_ID nobody signs in, and only this machine is served.
run: export DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS ?= true
run: $(RUNTIME) $(WEB_TOOLS)
	@exec $(PYTHON) app.py

demo: $(RUNTIME)
	@exec $(PYTHON) app.py demo

test: $(DEVELOPMENT) $(WEB_TOOLS)
	@exec $(PYTHON) -m pytest $(ARGS)

check: $(DEVELOPMENT)
	@status=0; for step in "ruff format --check ." "ruff check ." mypy; do \
		echo "$$step"; $(PYTHON) -m $$step || status=1; done; exit $$status

bench: $(DEVELOPMENT)
	@exec $(PYTHON) -m bench.run $(if $(SMOKE),--smoke) $(if $(KEEP),--keep) $(PARTS)

$(RUNTIME): requirements.txt
	@sh .ci/venv $(VENV)
	@echo "Installing what the bot needs (once; takes a minute or two) ..."
	@$(INSTALL) -r requirements.txt
	@touch $@

$(DEVELOPMENT): requirements-dev.txt | $(RUNTIME)
	@echo "Installing what the tests need (once) ..."
	@$(INSTALL) -r requirements-dev.txt
	@touch $@

$(WEB_TOOLS): .ci/web-tools
	@sh .ci/web-tools
