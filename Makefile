# Everything a contributor does, one word each. `make help` lists it.
#
# The environments are made on demand and from hash-locked files only; a stamp file inside each
# remembers which lock file it was made from, so that a second `make site` only builds.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
SHELL := /bin/sh

VENV := .venv
ZENSICAL_VENV := .venv-zensical
RUNTIME := $(VENV)/.installed-runtime
DEVELOPMENT := $(VENV)/.installed-development
ZENSICAL := $(ZENSICAL_VENV)/.installed

# Whatever pip is told by its user's own settings, here it installs into the environment and not
# into the user's folder, and the package itself, which cannot carry a hash, needs none.
INSTALL_LOCKED = PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1 $(1)/bin/python -m pip install --quiet \
	--require-hashes --requirement
INSTALL_SELF = PIP_USER=0 PIP_REQUIRE_HASHES=0 PIP_DISABLE_PIP_VERSION_CHECK=1 \
	$(VENV)/bin/python -m pip install --quiet --no-build-isolation --no-deps --editable .

##@ The site

.PHONY: site
site: $(RUNTIME) ## build site/ from data/ and content/ (OPTIONS=… for the command)
	$(VENV)/bin/daybook build $(OPTIONS)

.PHONY: rollback
rollback: $(RUNTIME) ## publish the previous release in site/ again
	$(VENV)/bin/daybook rollback

.PHONY: links
links: $(DEVELOPMENT) ## follow every link of site/
	$(VENV)/bin/python -m tests.site.links site

.PHONY: serve
serve: $(RUNTIME) ## preview the site, drafts too, showing each change as it is saved
	$(VENV)/bin/daybook serve --drafts

.PHONY: check
check: $(RUNTIME) ## check data/ and content/ without building
	$(VENV)/bin/daybook check

.PHONY: demo
demo: $(RUNTIME) ## write a large made-up archive and preview it
	rm -rf .cache/demo/data
	mkdir -p .cache/demo/content
	$(VENV)/bin/daybook demo .cache/demo/data
	$(VENV)/bin/daybook serve --data .cache/demo/data --content .cache/demo/content \
		--cache .cache/demo/built

##@ Working on Daybook

# Tests that stand together share sites, archives and a browser, which each process makes for itself:
# each begins with half of the tests, in their order, and takes over others when it has done its own.
.PHONY: test
test: $(DEVELOPMENT) chromium ## run the tests, except the slow ones
	$(VENV)/bin/python -m pytest -n 2 --dist worksteal -m "not slow"

# Slow tests of one file share what they build, so one process runs them all.
# pytest's exit code 5 says that it found no test, which is no fault of a set that may be empty.
.PHONY: test-slow
test-slow: $(DEVELOPMENT) chromium ## run the slow tests
	$(VENV)/bin/python -m pytest -n 2 --dist loadfile -m slow || [ $$? -eq 5 ]

# Once Zensical is there, `make test` runs these as well.
.PHONY: zensical
zensical: $(ZENSICAL)
	@:

.PHONY: test-zensical
test-zensical: $(DEVELOPMENT) zensical ## build the pages with Zensical too, and compare
	$(VENV)/bin/python -m pytest -m zensical

.PHONY: gallery
gallery: $(DEVELOPMENT) ## show every kind of chart with its edge cases, on a page of its own
	$(VENV)/bin/python -m tests.charts.gallery .cache/gallery

.PHONY: lint
lint: $(DEVELOPMENT) ## check style and formatting
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check

.PHONY: bench
bench: $(RUNTIME) ## measure builds of a large made-up archive (OPTIONS=… for the script)
	$(VENV)/bin/python benchmarks/run.py $(OPTIONS)

##@ Housekeeping

LOCK = $(VENV)/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --no-annotate --custom-compile-command "make lock" \
	$(if $(UPGRADE),--upgrade)

# The development lock is bound to the runtime lock, so that both name the same versions.
.PHONY: lock
lock: $(DEVELOPMENT) ## lock the requirements anew (UPGRADE=1: to their newest versions)
	$(LOCK) pyproject.toml --group build --output-file requirements.txt
	$(LOCK) pyproject.toml --group build --group test --group lock \
		--constraint requirements.txt --output-file requirements-dev.txt
	$(LOCK) --group zensical --output-file requirements-zensical.txt

.PHONY: clean
clean: ## remove all that make has made, environments included
	rm -rf site .site.* .cache $(VENV) $(ZENSICAL_VENV) .pytest_cache .ruff_cache .hypothesis

.PHONY: help
help: ## list these targets
	@awk 'BEGIN { FS = ":.*## " } \
		/^##@ / { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo

# ---- What the targets above need -----------------------------------------------------------------

# The first Python that is new enough and can make environments; python3.11 is what is tested.
define make_venv
	@for python in python3.11 python3; do \
		if $$python -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
		then echo "$$python -m venv $(1)"; exec $$python -m venv --clear $(1); fi; \
	done; \
	echo "Daybook needs Python 3.11 or newer with the venv module (on Debian: python3-venv)." >&2; \
	exit 1
endef

$(VENV)/bin/python:
	$(call make_venv,$(VENV))

$(ZENSICAL_VENV)/bin/python:
	$(call make_venv,$(ZENSICAL_VENV))

$(RUNTIME): requirements.txt pyproject.toml $(VENV)/bin/python
	$(call INSTALL_LOCKED,$(VENV)) requirements.txt
	$(INSTALL_SELF)
	@touch $@

$(DEVELOPMENT): requirements-dev.txt $(RUNTIME)
	$(call INSTALL_LOCKED,$(VENV)) requirements-dev.txt
	@touch $@

$(ZENSICAL): requirements-zensical.txt $(ZENSICAL_VENV)/bin/python
	$(call INSTALL_LOCKED,$(ZENSICAL_VENV)) requirements-zensical.txt
	@touch $@

# The browser that the tests open pages in: the one on PATH, else the system's package.
.PHONY: chromium
chromium:
	@for browser in chromium chromium-browser google-chrome; do \
		if command -v $$browser >/dev/null 2>&1; then exit 0; fi; \
	done; \
	if ! command -v apt-get >/dev/null 2>&1; then \
		echo "The tests need Chromium: put chromium, chromium-browser or google-chrome on PATH." >&2; \
		exit 1; \
	fi; \
	if [ "$$(id -u)" -eq 0 ]; then sudo=""; \
	elif command -v sudo >/dev/null 2>&1; then sudo=sudo; \
	else \
		echo "The tests need Chromium. As root: apt-get update && apt-get install chromium" >&2; \
		exit 1; \
	fi; \
	echo "Installing Chromium, which the tests open pages in"; \
	$$sudo apt-get -q update && \
	$$sudo env DEBIAN_FRONTEND=noninteractive apt-get -q -y install chromium
