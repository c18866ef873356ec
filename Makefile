# make demo: the worked year of an invented partnership.  make test: the tests.  Each sets itself up in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test cover golden stress lint format workbooks bench docs docs-pictures constraints release ready clean

demo: $(VENV)/ready
	$(BIN)/pmxl demo demo

test: $(VENV)/ready-to-test
	$(BIN)/python -m pytest -n auto --dist loadgroup $(ARGS)

cover: $(VENV)/ready-to-test  ## rules, framework and returns: every branch is taken by some test, or it stops here
	$(BIN)/python -m pytest -n auto --dist loadgroup --cov $(ARGS)

stress: $(VENV)/ready-to-test  ## the long runs, of which the tests hold a sample
	THOROUGH=1 $(BIN)/python -m pytest -n auto --dist loadgroup
	$(BIN)/python -m tests.stress.crash
	$(BIN)/python -m tests.stress.perturb --cases 10000
	$(BIN)/python -m tests.stress.fuzz --cases 20000

lint: $(VENV)/ready-to-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/ready-to-test  ## what remains to be mended by hand, make lint says
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

workbooks: $(VENV)/ready-to-test  ## make the worked year's workbooks again, the templates, and the picture of the ribbon
	$(BIN)/python -m workbooks.make
	$(BIN)/python -m workbooks.make_templates
	$(BIN)/python -m pmxl.excel.addin.picture

golden: $(VENV)/ready-to-test  ## after a change of layout that is meant: the renderings that workbooks are compared with
	$(BIN)/python -m tests.golden.make

bench: $(VENV)/ready-to-test  ## ratios against named peers; larger: python -m benchmarks.collecting --sizes 1000,20000 --poison 4000
	$(BIN)/python -m benchmarks

docs: $(VENV)/ready-for-docs  ## the guide, in build/site; ARGS=--plain runs no command and shows no picture
	$(BIN)/python -m guide $(ARGS)

docs-pictures: $(VENV)/ready-for-docs  ## every picture of the guide, and the README's; needs LibreOffice and poppler
	$(BIN)/python -m guide pictures

constraints: $(VENV)/ready-to-test  ## for an IT desk: the wheel, and every library that it takes here, with version and hash
	$(BIN)/python -m hatchling build -t wheel -d dist
	$(BIN)/python -m tests.constraints dist/*.whl

release: $(VENV)/ready-to-test  ## clean tree, lint, tests on each Python of PYTHONS that is here, wheel, checksums
	BIN="$(BIN)" .ci/release

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "pmxl needs Python 3.11 or newer: name it as in  make demo PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing: on Debian or Ubuntu,  apt install python3-venv"; exit 1; }

$(VENV)/ready: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/ready-to-test: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@ $(VENV)/ready

$(VENV)/ready-for-docs: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[docs]'
	@touch $@ $(VENV)/ready

ready: $(VENV)/bin/python  ## for CI: what tests and guide need, asked for at once
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,docs]'
	@touch $(VENV)/ready $(VENV)/ready-to-test $(VENV)/ready-for-docs

clean:
	rm -rf $(VENV) demo dist build
