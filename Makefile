# make demo: install into .venv and extract the events of corpus/ to out/
# make test: install with what the tests need and run them
# make fuzz: 10,000 made-up inputs through the program (FUZZ="--inputs 100000 --seed 7"), led by coverage where atheris is installed
# Both need python3 (3.11 or later), pip and make, nothing else.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin

.PHONY: demo test fuzz clean

demo: $(VENV)/.demo
	$(RUN)/extract-events corpus/ -o out
	@$(RUN)/python -m nlp.cli.table out
	@echo
	@wc -l out/events.jsonl out/documents.jsonl

test: $(VENV)/.test
	$(RUN)/python -m pytest --numprocesses=auto --dist=loadscope

fuzz: $(VENV)/.test
	@if $(RUN)/python -c 'import atheris' 2>/dev/null; then $(RUN)/python tests/fuzz/long_fuzz.py --atheris $(FUZZ); fi
	$(RUN)/python tests/fuzz/long_fuzz.py $(FUZZ)

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
