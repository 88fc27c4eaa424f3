# make demo: install into .venv and extract the events of corpus/ to out/
# make test: install with what the tests need and run them
# make fuzz: 10,000 made-up inputs through the program (FUZZ="--inputs 100000 --seed 7"), and where atheris is installed five
#     minutes of inputs that are led by coverage (COVERAGE="--seconds 3600"; pip install '.[fuzz]')
# make bench: the program beside bare tokenising and beside EDS-NLP, medspaCy and dateparser (BENCH="--copies 50 --rounds 5")
# make hot-path: what a document costs beside its bare tokenising, and what it cost when that was last recorded
# All need python3 (3.11 or later), pip and make, nothing else.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin

.PHONY: demo test fuzz bench hot-path clean

demo: $(VENV)/.demo
	$(RUN)/extract-events corpus/ -o out
	@$(RUN)/python -m nlp.cli.table out
	@echo
	@wc -l out/events.jsonl out/documents.jsonl

test: $(VENV)/.test
	$(RUN)/python -m pytest --numprocesses=auto --dist=loadscope --no-loadscope-reorder

fuzz: $(VENV)/.test
	@if $(RUN)/python -c 'import atheris' 2>/dev/null; then $(RUN)/python tests/fuzz/coverage_fuzz.py $(COVERAGE); fi
	$(RUN)/python tests/fuzz/long_fuzz.py $(FUZZ)

bench: $(VENV)/.test
	$(RUN)/python tests/benchmarks/peers.py $(BENCH)

hot-path: $(VENV)/.test
	$(RUN)/python tests/benchmarks/hot_path.py $(HOT)

clean:
	rm -rf $(VENV) out pictures brat knowledge.db* build dist

# Debian ships python3 without ensurepip: there the venv comes without pip, and the system's pip fills it.
$(RUN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "found $$($(PYTHON) --version), expected Python 3.11 or later (make PYTHON=...)"; exit 1; }
	$(PYTHON) -m venv $(VENV) 2>/dev/null || $(PYTHON) -m venv --clear --without-pip $(VENV)

$(VENV)/.demo: $(RUN)/python pyproject.toml
	$(call install,-e .)
	@touch $@

$(VENV)/.test: $(RUN)/python pyproject.toml
	$(call install,-e ".[test]")
	@touch $@ $(VENV)/.demo

define install
if $(RUN)/python -m pip --version >/dev/null 2>&1; then $(RUN)/python -m pip install --quiet $(1); \
	else $(PYTHON) -m pip --python $(RUN)/python install --quiet $(1); fi
endef
