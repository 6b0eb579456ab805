# `make` alone lists what there is. Each target sets up what it needs; only the first run takes a minute or two.
#
#   make lab ARGS="--no-browser --port 9999"    ARGS goes to the program that the target starts
#   make lab PYTHON=/opt/python/bin/python3.13  PYTHON chooses the Python that .venv is made from

.DEFAULT_GOAL := help
.PHONY: help lab lecture quick test lowest newest notebooks bench sizes site site-test slides readme-picture binder-pins binder-link clean again

ARGS ?=
VENV_PYTHON := .venv/bin/python
PIP_INSTALL := $(VENV_PYTHON) -m pip install --quiet --disable-pip-version-check
FIRST_NOTEBOOK := $(firstword $(sort $(wildcard notebooks/*.ipynb)))

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

lab: .venv/.lab ## JupyterLab on the first notebook
lecture: .venv/.lecture ## the same with live slides: run all cells, then the deck button of the notebook's toolbar
lab lecture:
	@$(VENV_PYTHON) -m jupyterlab $$([ "$$(id -u)" != 0 ] || echo --allow-root) \
		--LabApp.default_url=/lab/tree/$(FIRST_NOTEBOOK) $(ARGS)

# Whole files go to a process for each core, in the order that tests/conftest.py gives them.
PYTEST := $(VENV_PYTHON) -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile --no-loadscope-reorder
STYLE = $(VENV_PYTHON) -m ruff check && $(VENV_PYTHON) -m ruff format --check
# The kernels treat warnings as errors too, but for two of their own: tools/refresh_notebooks.py says which and why.
NBVAL = PYTHONWARNINGS="$$($(VENV_PYTHON) -c 'from tools.refresh_notebooks import WARNINGS; print(WARNINGS)')" \
	$(PYTEST) notebooks --nbval --nbval-current-env --nbval-cell-timeout=60

quick: .venv/.test ## what a change must pass, but for the browser, installs and coverage
	$(STYLE)
	$(NBVAL)
	$(PYTEST) gdteach tests --doctest-modules -m "not browser and not install" $(ARGS)

# With neither a browser nor CI, the browser tests are skipped and say why.
test: .venv/.test ## everything a change must pass: style, types, notebooks, unit and browser tests, coverage
	$(STYLE)
	$(NBVAL) --cov=gdteach --cov-report=
	@browser=$$($(VENV_PYTHON) -m tools.find_browser --install) && export GDTEACH_CHROMIUM="$$browser" || [ -z "$$CI" ] || exit 1; \
	set -x; $(PYTEST) gdteach tests --doctest-modules \
		--cov=gdteach --cov-append --cov-report=term --cov-fail-under=95 $(ARGS)

# Each in a fresh environment beside .venv, of the Python that uv finds or fetches. Style and types, which depend on the
# stubs of one version, are the other targets' affair.
WITH = .venv/bin/uv venv --quiet --clear --python $(or $(PYTHON),$(1)) .venv-$@ && \
	.venv/bin/uv pip install --quiet --python .venv-$@ $(2) -r requirements.txt -e '.[test]' && \
	$(MAKE) --no-print-directory quick VENV_PYTHON=.venv-$@/bin/python STYLE=true \
		ARGS='--ignore=tests/test_types.py $(ARGS)'

lowest: .venv/.test ## make quick with Python 3.11 and the lowest version that is declared of everything
	$(call WITH,3.11,--resolution=lowest-direct)

newest: .venv/.test ## make quick with Python 3.13, or PYTHON, and the newest version of everything
	$(call WITH,3.13)

notebooks: .venv/.test ## runs every notebook afresh and stores it in its normal form
	@$(VENV_PYTHON) -m tools.refresh_notebooks $(ARGS)

sizes: .venv/.lab ## how many lines and names there are, and how many there may be
	@$(VENV_PYTHON) -m tools.sizes $(ARGS)

bench: .venv/.bench ## measures playback, basin maps and the pages; writes benchmarks/README.md
	@$(MAKE) --no-print-directory site ARGS=
	@browser=$$($(VENV_PYTHON) -m tools.find_browser --install) || exit 1; \
	GDTEACH_CHROMIUM="$$browser" $(VENV_PYTHON) benchmarks/playback.py $(ARGS) && \
	GDTEACH_CHROMIUM="$$browser" $(VENV_PYTHON) benchmarks/pages.py
	@$(VENV_PYTHON) benchmarks/basins.py

site: .venv/.site ## the course as pages that play without Python, in site/; ARGS: some notebooks, --out FOLDER
	@$(VENV_PYTHON) -m tools.site $(ARGS)

slides: site ## with the pages come slides, site/NN_*.slides.html: offline, too; S opens the speaker's view

site-test: .venv/.test ## looks at site/ in a browser: what it weighs, every page with everything open
	@browser=$$($(VENV_PYTHON) -m tools.find_browser --install) || exit 1; \
	GDTEACH_CHROMIUM="$$browser" GDTEACH_SITE=site $(VENV_PYTHON) -m pytest tests/site $(ARGS)

readme-picture: .venv/.lab ## draws docs/descent.gif and its still
	@$(VENV_PYTHON) -m tools.readme_picture $(ARGS)

binder-pins: .venv/.test ## resolves binder/requirements.txt anew
	@$(VENV_PYTHON) -m tools.compile_binder_pins $(ARGS)

binder-link: .venv/.lab ## prints the Binder launch link of this clone's public address
	@$(VENV_PYTHON) -m tools.binder_link $(ARGS)

clean: ## removes all that make has made, .venv included
	rm -rf .venv .venv-* .coverage .coverage.* .pytest_cache .ruff_cache .mypy_cache .hypothesis build dist site
	find . -name __pycache__ -prune -exec rm -rf {} +

# A stamp holds the folder it was made in: a clone that was moved, or whose Python is gone, is set up again.
ifneq ($(shell test -x $(VENV_PYTHON) && $(VENV_PYTHON) -c '' 2>&1 && cat .venv/.lab 2>&1),$(CURDIR))
.venv/.lab: again
endif

.venv/.lab: requirements.txt pyproject.toml
	@sh tools/make_environment.sh $(PYTHON)
	@$(PIP_INSTALL) -r requirements.txt
	@printf '%s\n' "$(CURDIR)" > $@

# The other stamps are named as the extras they stand for.
.venv/.%: .venv/.lab
	@echo "Installing gdteach[$*] ..."
	@$(PIP_INSTALL) -e '.[$*]'
	@touch $@

.venv/.bench: .venv/.test
