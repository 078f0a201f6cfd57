# minerva: see README.md. Everything runs in .venv, which the first target to need it makes.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
PACKAGES := fonts-crosextra-carlito fonts-dejavu-core fonts-liberation libpango-1.0-0 libpangoft2-1.0-0 \
  ocrmypdf tesseract-ocr tesseract-ocr-swe chromium

.PHONY: run test lint types gate bench bench-themes fuzz corpus locale system-packages clean

run: $(STAMP)
	@test -n "$$($(BIN)/minerva reports 2>/dev/null)" || $(BIN)/minerva add corpus
	@printf '%s\n' "Så går du vidare, i ett annat fönster:" \
	  '  $(BIN)/minerva search "våld i nära relation"    sök' \
	  '  $(BIN)/minerva add ~/rapporter                  läs in egna rapporter' \
	  '  $(BIN)/minerva --help                           allt annat' ""
	@if test -n "$$CI"; then $(BIN)/minerva search "hemlöshet" --spread municipality; else $(BIN)/minerva app; fi

test: $(STAMP)
	$(BIN)/python -m pytest

lint: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(STAMP)
	$(BIN)/mypy

gate: $(STAMP)
	$(BIN)/python -m pytest -m gate

bench: $(STAMP)
	$(BIN)/python -m benchmarks

bench-themes: $(STAMP)
	@test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check scikit-learn umap-learn evoc hdbscan \
	  networkx pandas tqdm plotly pyyaml
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --no-deps bertopic
	$(BIN)/python -m benchmarks themes

fuzz: $(STAMP)
	nice $(BIN)/python -m benchmarks.fuzzing

corpus: $(STAMP)
	$(BIN)/python corpus/build.py
	$(BIN)/python corpus/check.py

locale: $(STAMP)
	$(BIN)/pybabel -q extract --no-location --omit-header -k translate_count:1,2 -k mark -o minerva/locale/minerva.pot minerva
	$(BIN)/pybabel -q update -D minerva -i minerva/locale/minerva.pot -d minerva/locale -l sv \
	  --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	$(BIN)/pybabel -q compile -D minerva -d minerva/locale

system-packages:
	@command -v apt-get >/dev/null || { echo "No apt-get here: install by hand $(PACKAGES)"; exit 1; }
	apt-get -qq update
	DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $(PACKAGES)

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache build dist

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	@touch $(STAMP)
