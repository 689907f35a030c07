# The two commands of the README are `make demo` and `make test`; the rest is for developers.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run
DEV := $(VENV)/.dev
# As a path, for the other kind of editable install costs every start 15 ms.
EDITABLE := --config-settings editable_mode=compat
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check

# What the tagger of entities learns the company of words from.
ANT := ../shared/data/ant_bbc_sky_alarabiya.jsonl.xz ../shared/data/ant_jawhara.jsonl.xz

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(RUN)  ## install, index corpus/, and search it
	@echo '==> searchkit build corpus'
	@$(BIN)/searchkit build corpus --verbose
	@echo; echo '==> searchkit السفينة'
	@$(BIN)/searchkit search السفينة --format human --color always --limit 3

test: $(DEV)  ## install what testing needs, and run the whole suite
	$(BIN)/python -m pytest -q --numprocesses auto --dist loadfile

test-long: $(DEV)  ## the same with many more examples and crashes; takes half an hour
	$(BIN)/python -m pytest -q --long --numprocesses auto --dist loadfile

lint: $(DEV)  ## style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

golden: $(DEV)  ## rewrite what the terminal and a table of queries should give, raise floors of quality; review the diff
	$(BIN)/python -m pytest -q tests/terminal tests/query tests/quality --golden

man: $(RUN)  ## write docs/searchkit.1 from the commands
	$(BIN)/python -m searchkit.terminal.manual > docs/searchkit.1

bench: $(DEV)  ## rates and latencies beside those of peers
	$(PIP) tantivy
	$(BIN)/python -m benchmarks.speed

quality: $(DEV)  ## how well searches find what they should, beside peers
	$(PIP) tantivy PyStemmer
	$(BIN)/python -m benchmarks.quality

entities: $(DEV)  ## how well people, places and organizations are found, and how fast
	$(BIN)/python -m benchmarks.entities

tagger: $(DEV)  ## learn from the labelled names and archives in ../shared/data what searchkit/data has
	$(BIN)/python -m scripts.learn_clusters .venv/clusters.tsv $(ANT)
	$(BIN)/python -m scripts.train_tagger ../shared/data/ner/cleananercorp.train.conll .venv/clusters.tsv $(ANT)

clean:  ## remove the environment, caches and built indexes
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info
	find index -mindepth 1 ! -name README.md -delete

$(RUN): pyproject.toml constraints.txt
	@echo '==> making $(VENV) and installing searchkit (once)'
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "searchkit needs Python 3.11 or later: make PYTHON=python3.11")'
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --require-hashes --no-deps -r constraints.txt
	@$(PIP) $(EDITABLE) -e '.[html]'
	@$(BIN)/python -m compileall -q searchkit
	@touch $@

$(DEV): $(RUN)
	@echo '==> installing what tests and checks need (once)'
	@$(PIP) $(EDITABLE) -e '.[dev,html]'
	@touch $@

.PHONY: help demo test test-long lint golden man bench quality entities tagger clean
