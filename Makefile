# Each target sets up what it needs in .venv, the first time and whenever a lock file changes: READY is what the site and
# its preview need (requirements.lock), DEV adds what tests and lint need (requirements-dev.lock).

PYTHON ?= python3
PY := .venv/bin/python
READY := .venv/.ready
DEV := .venv/.dev
SPHINX := $(PY) -m sphinx -c . -q -W

# $(call build,BUILDER), in both languages. A build that failed leaves nothing: the next one reports the problems again, and
# no old site remains.
into = -b $(1) -d _build/doctrees docs _build/$(1)
arabic = -D language=ar -b $(1) -d _build/doctrees-ar docs _build/$(1)/ar
build = { $(SPHINX) $(call arabic,$(1)) && $(SPHINX) $(call into,$(1)); } || \
  { rm -rf _build/doctrees* _build/pdf _build/html; echo "Build failed: fix the problems above first."; exit 1; }

# Sphinx would end in a traceback.
ifeq ($(shell case "$$SOURCE_DATE_EPOCH" in (*[!0-9]*|????????????*) echo wrong;; esac),wrong)
$(error SOURCE_DATE_EPOCH is not a number of seconds since 1970, such as 1700000000. Correct or unset it)
endif

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

.PHONY: html
html: pdf ## Build the site into _build/html, and the PDF that it offers
	@$(call build,html)
	@echo "Open _build/html/index.html in a browser; the Arabic site is in _build/html/ar."

# PDF/A requires a date. It is that of the last commit, which is the same wherever the site is built; without a history that
# git can read, that of the last review, `today` in conf.py.
define LAST_REVIEW
import calendar, sys, time, conf
try:
    print(calendar.timegm(time.strptime(conf.today, "%d %B %Y")))
except (AttributeError, ValueError):
    print("conf.py: “today” is not a date such as “23 November 2026”, and there is no git history to date the PDFs by. They are "
          "dated 1 January 1980. Correct it, or set SOURCE_DATE_EPOCH.", file=sys.stderr)
    print(315532800)
endef
export LAST_REVIEW
last_change = { [ -e .git ] && git log -1 --format=%ct 2>/dev/null; } || $(PY) -B -c "$$LAST_REVIEW"

# Compiled where the package has them; those of the site are compiled by conf.py.
MESSAGES := $(patsubst %.po,%.mo,$(wildcard ext/sphinx_milestones/locale/*/LC_MESSAGES/*.po))
%.mo: %.po $(READY)
	@.venv/bin/pybabel -q compile -i $< -o $@

.PHONY: pdf
pdf: $(READY) $(MESSAGES) ## Build the PDFs into _build/pdf; EDITION=partner-oman builds that one, in English
	@export SOURCE_DATE_EPOCH="$${SOURCE_DATE_EPOCH:-$$($(last_change))}"; \
	$(if $(EDITION),$(SPHINX) -D 'pdf_only=$(EDITION)' $(call into,pdf),$(call build,pdf))

# Its pages are apart from the site's, whose readers and search need none of them. Two more registers are in it.
EXAMPLES := computing earth
.PHONY: manual
manual: $(READY) $(MESSAGES) ## Build the manual of the extension into _build/manual/html, with its example registers and PDFs
	@export SOURCE_DATE_EPOCH="$${SOURCE_DATE_EPOCH:-$$($(last_change))}"; for builder in pdf html; do \
	  $(PY) -m sphinx -q -W -b $$builder -d _build/manual/doctrees ext/manual _build/manual/$$builder || exit 1; \
	done; \
	for name in $(EXAMPLES); do \
	  build="$(PY) -m sphinx -q -W -d _build/manual/$$name/doctrees"; \
	  $$build -b pdf ext/manual/examples/$$name _build/manual/$$name/pdf && \
	  $$build -b html ext/manual/examples/$$name _build/manual/html/examples/$$name || exit 1; \
	done
	@echo "Open _build/manual/html/index.html in a browser."

# Other sites fail for reasons of their own, so no other target needs this one. Each link is tried up to three times.
link_check = $(PY) -m sphinx -q -b linkcheck -D linkcheck_timeout=20 -D linkcheck_retries=3 -d _build/links/doctrees/$(1) $(1) \
  _build/links/$(1)
.PHONY: links
links: $(READY) ## Check that the links of the site and the manual to other sites work; needs the network
	@status=0; $(call link_check,docs) -c . || status=1; \
	for source in ext/manual $(EXAMPLES:%=ext/manual/examples/%); do $(call link_check,$$source) || status=1; done; exit $$status

FORMAT ?= text
.PHONY: check
check: $(READY) ## List every problem in docs and data, with file and line; FORMAT=json for programs
	@$(PY) -m sphinx_milestones check --format '$(FORMAT)'

milestone import: export SOURCE_DATE_EPOCH := $(or $(SOURCE_DATE_EPOCH),$(shell date +%s))
.PHONY: milestone
milestone: $(READY) ## Add a milestone to the page of its year; asks questions, or takes ARGS
	@$(PY) -m sphinx_milestones new $(ARGS)

.PHONY: partner
partner: $(READY) ## Add a partner to data/partners.toml; asks questions, or takes ARGS
	@$(PY) -m sphinx_milestones new-partner $(ARGS)

.PHONY: source
source: $(READY) ## Add a source to data/sources.toml; asks questions, or takes ARGS
	@$(PY) -m sphinx_milestones new-source $(ARGS)

.PHONY: document
document: $(READY) ## Add a document to data/documents.toml; asks questions, or takes ARGS
	@$(PY) -m sphinx_milestones new-document $(ARGS)

.PHONY: import
import: $(READY) ## Show what FILE=events.csv would add, and add it with ARGS=--write; CSV, TimelineJS or Wikidata
	@$(PY) -m sphinx_milestones import '$(FILE)' $(ARGS)

.PHONY: publish
publish: $(READY) ## Record the page of each milestone in data/published.toml, so that links to it survive a move
	@$(PY) -m sphinx_milestones publish

.PHONY: schema
schema: $(READY) ## Update the schemas by which editors complete and check the data files
	@$(PY) -m sphinx_milestones schema --write data

PORT ?= 8000
.PHONY: live
live: $(READY) $(MESSAGES) ## Serve the site locally and rebuild it after each change; PORT=8001 for another port
	$(PY) -m sphinx_autobuild --port $(PORT) -c . -q -D milestones_preview=1 -d _build/live/doctrees docs _build/live/html \
	  --post-build "$(SPHINX:-W=) -D language=ar -d _build/live/doctrees-ar docs _build/live/html/ar" \
	  --watch conf.py --watch data --watch ext --ignore '*/__pycache__/*'

.PHONY: dev
dev: $(DEV) npm ## Set up everything that lint and the tests need, without running them

pytest = $(PY) -m pytest -n auto --dist worksteal
.PHONY: test
test: $(DEV) npm $(MESSAGES) ## Run the tests but the variants and the random ones; ARGS are passed to pytest
	$(pytest) $(ARGS)

.PHONY: variants
variants: $(DEV) npm $(MESSAGES) ## Run tests again with other fonts, window sizes, builders and so on; ARGS are passed to pytest
	$(pytest) -m "variant and not reliability and not themes" $(ARGS)

# These rooms know nothing of Sphinx; their unit tests need no build.
ROOMS := core syntax register views reading
.PHONY: coverage
coverage: export COVERAGE_FILE := _build/coverage
coverage: $(DEV) ## Measure how much the unit tests cover of the rooms without Sphinx; fails below 95 %
	@mkdir -p _build
	@$(PY) -m pytest -q $(ROOMS:%=--cov=sphinx_milestones.%) --cov-branch --cov-report= tests/unit $(ARGS)
	@for room in $(ROOMS); do echo "$$room:" && $(PY) -m coverage report --include "*/sphinx_milestones/$$room/*" \
	  --show-missing --skip-covered --fail-under 95 || exit 1; done

# What the browser tests need from npm, pinned by tests/browser/package-lock.json; the site does not need it.
NPM := _build/npm
npm_install = mkdir -p $(NPM) && cp tests/browser/package*.json $(NPM) && cd $(NPM) && npm ci --ignore-scripts --no-audit --no-fund --silent

.PHONY: npm
npm: $(if $(shell command -v npm),$(NPM)/.ready)
$(NPM)/.ready: tests/browser/package.json tests/browser/package-lock.json
	@$(npm_install) --omit=dev && touch .ready

.PHONY: lighthouse
lighthouse: html ## Score the main pages with Lighthouse, as on a phone
	@$(npm_install)
	$(PY) -m tests.browser.lighthouse

.PHONY: bench
bench: $(DEV) ## Measure, and write ext/manual/benchmarks.md; PART=pdf, N=1000 and ROUNDS=5 choose what
	$(PY) -m pytest -q tests/benchmarks
	$(PY) -m tests.benchmarks $(if $(PART),--part $(PART)) $(if $(N),--size $(N)) $(if $(ROUNDS),--rounds $(ROUNDS))

TIMES ?= 40
.PHONY: reliability
reliability: $(DEV) npm atheris ## Run the random tests TIMES=40 times as long; write ext/manual/reliability.md
	$(PY) -m pytest -n auto -m reliability --times $(TIMES) --seed $(or $(SEED),$(shell date +%s)) --figures $(ARGS)

# It finds inputs by following the code; without a version for this Python, the other tests run all the same.
.PHONY: atheris
atheris: $(DEV)
	@[ -d _build/atheris ] || $(PIP) install --no-deps --target _build/atheris atheris || echo "Atheris is not available here and is left out"

# Each reads a lock file in an environment of its own: what is checked is what is installed.
tool = $(PYTHON) -m venv _build/$(1) && _build/$(1)/bin/python -m pip install --quiet --disable-pip-version-check --upgrade $(2)
.PHONY: sbom
sbom: ## List all that is installed, with versions and hashes, in _build/sbom.json (CycloneDX)
	@$(call tool,sbom,cyclonedx-bom)
	_build/sbom/bin/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible \
	  --output-file _build/sbom.json

.PHONY: audit
audit: ## Look up what is installed among known vulnerabilities; needs the network
	@$(call tool,audit,pip-audit)
	_build/audit/bin/pip-audit --requirement requirements-dev.lock --require-hashes --disable-pip

# All of them run, whichever fail.
CHECKS := "$(PY) -m ruff check" "$(PY) -m ruff format --check" "$(PY) -m mypy" ".venv/bin/lint-imports --no-cache --no-logo" \
  "$(PY) -m tests.project.english"
.PHONY: lint
lint: $(DEV) ## Check the Python code: rules, format, types, imports between rooms, standard terms
	@status=0; for check in $(CHECKS); do echo "$$check"; $$check || status=1; done; exit $$status

.PHONY: pictures
pictures: $(DEV) ## Take the pictures of README, guide, manual and social card anew; needs Chromium
	$(PY) -m tests.project.pictures

.PHONY: messages
messages: $(DEV) ## Update the message catalogues of the extension and of the site in each language
	$(PY) -m tests.project.messages

.PHONY: nox
nox: $(DEV) ## Run the sessions of noxfile.py, as for other versions of Python and Sphinx; ARGS are passed to nox
	$(PY) -m nox $(ARGS)

.PHONY: changelog
changelog: $(DEV) ## Move the news fragments to CHANGELOG.md as VERSION=1.2.0; without one, show what would be written
	@$(PY) -m towncrier build $(if $(VERSION),--yes --version '$(VERSION)',--draft --version Unreleased)

# uv, since one file must hold for each Python from 3.11 on, with hashes; pip, which every Python has, installs from it.
# The second file takes its versions from the first.
compile = UV_CUSTOM_COMPILE_COMMAND='make lock' _build/lock/bin/uv pip compile pyproject.toml --output-file $(1) --quiet \
  --universal --python-version 3.11 --extra site --generate-hashes --no-annotate --no-emit-index-url
.PHONY: lock
lock: ## Choose the newest versions that pyproject.toml allows, and write them to both lock files
	@$(call tool,lock,uv)
	$(call compile,requirements-dev.lock) --group dev --upgrade
	$(call compile,requirements.lock) --group install --upgrade --constraint requirements-dev.lock

.PHONY: clean
clean: ## Delete what was built; .venv stays
	rm -rf _build .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

PIP := $(PY) -m pip --disable-pip-version-check --no-input --quiet
$(READY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Needs Python 3.11 or later: make PYTHON=python3.12")'
	@echo "Setting up .venv"
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) install --require-hashes --no-deps --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@cp requirements.lock $@

$(DEV): $(READY)
	@echo "Adding the tools for tests and lint to .venv"
	@$(PIP) install --require-hashes --no-deps --requirement requirements-dev.lock
	@cp requirements-dev.lock $@

# READY and DEV are copies of the lock files that were installed: git changes the times of files that stay the same. .venv
# is also set up again where it no longer works: its Python was updated or removed, or the folder was moved or copied. The
# interpreter itself says so, so that no name of a folder has to pass through the shell.
works = cmp -s requirements.lock $(READY) && \
  $(PY) -I -c 'import importlib.util as u, os; found = u.find_spec("sphinx_milestones"); \
  print(os.path.samefile(found.origin, "ext/sphinx_milestones/__init__.py"))' 2>/dev/null
ifneq ($(shell $(works)),True)
.PHONY: $(READY)
endif
ifneq ($(shell cmp -s requirements-dev.lock $(DEV) && echo True),True)
.PHONY: $(DEV)
endif
