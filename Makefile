# Broadsheet: one program, three commands (run, check, bench). `make help` lists the targets.

# ---- settings -------------------------------------------------------------------------------------
PORT   ?= 8080
SITE   ?= site
SAN    ?=
TSAN   ?=
WERROR ?=
SHORT  ?=
SECONDS ?= 60
GROWTH ?=
DESTDIR ?=
PREFIX  ?= /usr/local
UNITDIR ?= $(PREFIX)/lib/systemd/system

comma := ,
BUILD := build$(if $(SAN),/san)$(if $(TSAN),/tsan)
PKGS  := fcgi sqlite3 libctemplate md4c md4c-html libsodium libutf8proc icu-i18n icu-uc zlib libbrotlienc libbrotlidec libarchive

WARN := -Wall -Wextra -Wshadow -Wpointer-arith -Wcast-qual -Wwrite-strings -Wformat=2 -Wundef \
        -Wvla $(if $(WERROR),-Werror)
HARD := -fstack-protector-strong -fPIE $(if $(SAN)$(TSAN),,-D_FORTIFY_SOURCE=2)
SANF := $(if $(SAN),-fsanitize=address$(comma)undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)\
        $(if $(TSAN),-fsanitize=thread -fno-omit-frame-pointer)
OPT  := $(if $(SAN)$(TSAN),-O1 -g1,-O2 -g)

PKG_CFLAGS = $(shell pkg-config --cflags $(PKGS))
# zxcvbn has no file for pkg-config.
PKG_LIBS   = $(shell pkg-config --libs $(PKGS)) -lzxcvbn
COMMON     = -D_GNU_SOURCE -Isrc -I$(BUILD)/gen $(OPT) $(WARN) $(HARD) $(SANF) -MMD -MP -pthread
CFLAGS     = -std=c11 $(COMMON) -Wconversion -Wstrict-prototypes -Wmissing-prototypes $(PKG_CFLAGS)
CXXFLAGS   = -std=c++17 $(COMMON) $(PKG_CFLAGS)
LDFLAGS    = -pie -Wl,-z,relro,-z,now $(SANF) -pthread

# ---- sources --------------------------------------------------------------------------------------
SOURCES := $(filter-out src/main.c src/tools/%,$(sort $(shell find src -name "*.c" -o -name "*.cc")))
OBJECTS := $(patsubst src/%,$(BUILD)/obj/%.o,$(SOURCES)) $(BUILD)/obj/gen/sql.o $(BUILD)/obj/gen/embed.o
BENCHES := $(patsubst tests/bench/%.c,$(BUILD)/bench/%,$(wildcard tests/bench/bench_*.c))
BENCH_TOOLS := $(patsubst %,$(BUILD)/bench/%,load ask opponent_fcgx opponent_epoll)
FUZZ    := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))
UNIT    := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/test_*.c))
# Those that call what makes whole pages, which the sanitisers' build leaves out.
OF_PAGES := test_templates test_search_rush
RACES   := views cache comments moderation crash load
SQL     := $(sort $(wildcard sql/schema/*.sql)) $(sort $(wildcard sql/query/*.sql))
EMBED   := $(sort $(shell find templates src/translations/*.po src/cli/sample src/cli/shell -type f -not -name "*.[ch]" 2>/dev/null))
PUBLIC  := $(sort $(shell find public -type f -not -path 'public/fonts/*' 2>/dev/null))

# ---- build ----------------------------------------------------------------------------------------
.DEFAULT_GOAL := all
.PHONY: all run translations install deb check check-install unit san-unit lint http soak tsan tsan-build races browser languages lighthouse \
    screenshots pictures fuzz bench clean help look $(UNIT:%=%.passed)
.SECONDARY:

## all: build the program into build/broadsheet, and the web fonts into public/fonts/
all: $(BUILD)/broadsheet public/fonts/LICENCES.txt

$(BUILD)/broadsheet: $(BUILD)/obj/main.c.o $(OBJECTS)
	$(CXX) $(LDFLAGS) -o $@ $^ $(PKG_LIBS)

$(BUILD)/obj/%.c.o: src/%.c | $(BUILD)/gen/sql.h $(BUILD)/gen/embed.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -c -o $@ $<

$(BUILD)/obj/%.cc.o: src/%.cc
	@mkdir -p $(@D)
	$(CXX) $(CXXFLAGS) -c -o $@ $<

$(BUILD)/obj/gen/%.o: $(BUILD)/gen/%.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -c -o $@ $<

# The SQL and the templates become C: statements and their columns have names that the compiler knows.
$(BUILD)/gen/sql.h: $(BUILD)/tools/sqlgen $(SQL)
	@mkdir -p $(@D)
	$< $(@D) sql/schema sql/query
$(BUILD)/gen/sql.c: $(BUILD)/gen/sql.h ;

$(BUILD)/gen/embed.c: $(BUILD)/tools/embed $(EMBED) $(PUBLIC) $(BUILD)/gen/fonts
	@mkdir -p $(@D)
	$< $@ $(EMBED) -- $(PUBLIC) -- $$(cat $(BUILD)/gen/fonts)

$(BUILD)/tools/%: src/tools/%.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE -Isrc -O1 -g $(WARN) -Wconversion -o $@ $< -lsqlite3

$(BUILD)/tools/messages: $(BUILD)/obj/tools/messages.c.o $(BUILD)/obj/all.a
	@mkdir -p $(@D)
	$(CXX) $(LDFLAGS) -o $@ $^ $(PKG_LIBS)

## translations: gather the messages, bring src/translations/*.po up to date, say what they lack
translations: $(BUILD)/tools/messages
	@sh src/tools/setup.sh translations
	@sh src/tools/translations.sh $<

# The last file that it makes; none where Debian's fonts are missing.
public/fonts/LICENCES.txt: src/tools/fonts.sh
	@sh $< $(@D)

# By the tag and the commit: looked at each time, written where they are others than before.
$(BUILD)/gen/commit.h: look
	@mkdir -p $(@D)
	@sh src/tools/version.sh $@
$(BUILD)/obj/core/version.c.o: $(BUILD)/gen/commit.h

## fold-table: src/base/fold_table.inc from the installed ICU (base/fold.h says when)
.PHONY: fold-table
fold-table:
	@mkdir -p $(BUILD)/tools
	$(CC) -std=c11 -D_GNU_SOURCE -O1 $(WARN) -Wno-sign-conversion -o $(BUILD)/tools/foldgen src/tools/foldgen.c \
	    $(shell pkg-config --cflags --libs icu-i18n icu-uc)
	$(BUILD)/tools/foldgen >src/base/fold_table.inc

# Their names: looked at each time, written where there are others than before.
$(BUILD)/gen/fonts: look | public/fonts/LICENCES.txt
	@mkdir -p $(@D)
	@ls public/fonts/*.woff2 >$@.new 2>/dev/null || true
	@cmp -s $@.new $@ || cp $@.new $@
look: ;

# ---- running --------------------------------------------------------------------------------------
# exec: a shell between make and the script would die of make's SIGTERM and leave the script alone.
## run: the site on this machine (PORT=8080 SITE=site); a sample site on first use
run:
	@sh src/tools/setup.sh build run
	@sh src/tools/compile.sh '$(MAKE)' $(BUILD)/broadsheet
	@exec env PORT='$(PORT)' SITE='$(SITE)' bash src/tools/run.sh

# ---- installing -----------------------------------------------------------------------------------
## install: program, public files, units, manual, web servers' files (DESTDIR= PREFIX=/usr/local); docs/DEPLOY.md
install: all
	@sh src/tools/install.sh $(BUILD)/broadsheet '$(DESTDIR)' '$(PREFIX)' '$(UNITDIR)'

## deb: a Debian package of all that, in build/
deb:
	@sh src/tools/setup.sh build deb
	@sh src/tools/deb.sh $(BUILD)

# ---- tests ----------------------------------------------------------------------------------------
# What waits and what computes are side by side: nothing here measures time. What is built and run for the
# sanitisers takes what the others leave over.
## check: everything below, after installing what it needs
check:
	@sh src/tools/setup.sh build check
	@$(MAKE) --no-print-directory -s -j2 -Otarget WERROR=1 all tests/node_modules lint
	@$(MAKE) --no-print-directory -s -j4 -Otarget CHECK=1 http browser san-unit races
	@echo "all checks passed"

## check-install: docs/DEPLOY.md followed to the letter, and the package, each in a bare Debian (as root)
check-install:
	@sh src/tools/setup.sh build check deb install
	@$(MAKE) --no-print-directory -s -j2 all tests/node_modules
	@node --test --test-concurrency=1 --test-reporter=spec $(if $(TEST),$(TEST),tests/install/*.test.mjs)

ifdef CHECK
BESIDE := nice -n 10
endif

## unit: the unit tests (SAN=1: under the address and undefined-behaviour sanitisers, without those of whole pages)
unit: $(patsubst %,%.passed,$(if $(SAN),$(filter-out $(OF_PAGES:%=$(BUILD)/unit/%),$(UNIT)),$(UNIT)))
$(UNIT:%=%.passed): %.passed: %
	@$< >$<.log 2>&1 || { cat $<.log; echo "failed: $<"; exit 1; }; echo "passed: $<"
san-unit: $(OF_PAGES:%=$(BUILD)/unit/%.passed)
	@$(BESIDE) $(MAKE) --no-print-directory -s SAN=1 unit

## lint: include direction, templates and their tables, unused SQL, banned functions, catalogues, formatting
lint: $(BUILD)/tools/messages
	@node tests/lint/lint.mjs

## http: the tests through real nginx and Apache
http: all tests/node_modules
	@node --test --test-reporter=spec $(if $(TEST),$(TEST),tests/http/*.test.mjs)

## soak: restarts under load behind each web server, at full length (the short form is in http)
soak: all tests/node_modules
	@SOAK=1 node --test --test-reporter=spec tests/http/restarts.test.mjs

## tsan: the program under ThreadSanitizer through the HTTP tests (TEST=...: one file of them)
tsan: tsan-build tests/node_modules
	@BROADSHEET=build/tsan/broadsheet node --test --test-reporter=spec $(if $(TEST),$(TEST),tests/http/*.test.mjs)
tsan-build:
	@$(BESIDE) $(MAKE) --no-print-directory -s TSAN=1 all

## races: its short form: the tests that keep the most threads at work
races: tsan-build tests/node_modules
	@BROADSHEET=build/tsan/broadsheet $(BESIDE) node --test --test-reporter=spec $(RACES:%=tests/http/%.test.mjs)

## browser: journeys in headless Chromium, with axe-core and Lighthouse
browser: all tests/node_modules
	@node --test --test-reporter=spec $(if $(TEST),$(TEST),tests/browser/*.test.mjs)

## languages: axe-core on every kind of page in every language (in browser, the languages take turns)
languages: all tests/node_modules
	@LANGUAGES=all node --test --test-reporter=spec tests/browser/accessibility.test.mjs

## lighthouse: Lighthouse on every kind of page that readers see
lighthouse: all tests/node_modules
	@node --test --test-reporter=spec tests/browser/lighthouse.test.mjs

## screenshots: every kind of page into build/screenshots/, the README's into docs/screenshots/
screenshots: all tests/node_modules
	@node tests/browser/screenshots.mjs

## pictures: the README's alone (PICTURES=editor: of these, that one)
PICTURES ?= home article article-phone comments editor
pictures: all tests/node_modules
	@node tests/browser/screenshots.mjs $(PICTURES)

## fuzz: arbitrary bytes into what reads hostile ones, for SECONDS=60 each
fuzz:
	@sh src/tools/setup.sh build fuzz
	@$(MAKE) --no-print-directory -s $(FUZZ)
	@for f in $(FUZZ); do mkdir -p $$f.corpus; \
	    $$f -max_total_time=$(SECONDS) -max_len=3000 -timeout=10 -artifact_prefix=$$f. $$f.corpus \
	        >$$f.log 2>&1 || { tail -n 40 $$f.log; echo "failed: $$f"; exit 1; }; echo "passed: $$f"; done

$(BUILD)/fuzz/fuzz_text: FUZZ_STEPS = -fsanitize-coverage=trace-pc $(STEP_LINK)
FUZZED := $(wildcard src/base/*.[ch] src/text/*.[ch] src/web/fcgi/re*.[ch] src/web/fcgi/spool.[ch]) \
    $(wildcard src/cache/*.[ch]) src/backup/names.c src/backup/full_read.c $(filter-out src/translations/catalogue.%,$(wildcard src/translations/*.[ch]))
$(BUILD)/fuzz/%: tests/fuzz/%.c $(FUZZED) | $(BUILD)/gen/sql.h
	@mkdir -p $(@D)
	clang -std=c11 -D_GNU_SOURCE -Isrc -I$(BUILD)/gen -O1 -g $(PKG_CFLAGS) -fsanitize=fuzzer,address,undefined \
	    -fno-sanitize-recover=undefined $(FUZZ_STEPS) -pthread -o $@ $(filter %.c,$^) $(PKG_LIBS)

tests/node_modules: tests/package-lock.json
	@cd tests && npm ci --loglevel=error --no-audit --no-fund >/dev/null && touch node_modules

# ---- figures --------------------------------------------------------------------------------------
## bench: the figures, one `name: value` a line, and their tables (SHORT=1: fewer and rougher;
##     GROWTH=1000,1000000: how many articles the sites have that are compared; 0: none are)
bench:
	@sh src/tools/setup.sh build bench
	@$(MAKE) --no-print-directory -s -j2 all tests/node_modules $(BENCHES) $(BENCH_TOOLS) $(BUILD)/bench/fill
	@for b in $(BENCHES); do $$b || exit 1; done
	@SHORT='$(SHORT)' node tests/bench/run.mjs
	@SHORT='$(SHORT)' GROWTH='$(GROWTH)' node tests/bench/growth.mjs

$(BENCH_TOOLS): $(BUILD)/bench/%: tests/bench/%.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE -O2 -g $(WARN) -Wconversion -pthread -o $@ $< $(if $(findstring fcgx,$@),-lfcgi)

$(BUILD)/bench/%: $(BUILD)/obj/bench/%.o $(OBJECTS)
	@mkdir -p $(@D)
	$(CXX) $(LDFLAGS) -o $@ $^ $(PKG_LIBS)

$(BUILD)/obj/bench/%.o: tests/bench/%.c | $(BUILD)/gen/sql.h
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -c -o $@ $<

# So many programs are linked by the quicker linker, where there is one.
GOLD := $(if $(shell command -v ld.gold),-fuse-ld=gold)
$(BUILD)/unit/%: $(BUILD)/obj/unit/%.o $(BUILD)/obj/all.a
	@mkdir -p $(@D)
	$(CXX) $(LDFLAGS) $(GOLD) -o $@ $< $(WHOLE) $(BUILD)/obj/all.a -Wl,--no-whole-archive $(PKG_LIBS) -lcmocka

# A test is linked with what it calls; the one that looks through every template, with everything. For the
# sanitisers nothing is built of what only pages and commands call (of these, only what has a test of its own).
UNTESTED := $(filter-out $(patsubst %,src/%.c,admin/video/video_length site/page/letters cli/json cli/notify cli/suggest \
    cli/sample/sample_record),$(filter src/routes.c src/admin/% src/site/% src/cli/%,$(SOURCES)))
$(BUILD)/obj/all.a: $(if $(SAN),$(filter-out $(UNTESTED:src/%=$(BUILD)/obj/%.o),$(OBJECTS)),$(OBJECTS))
	@rm -f $@ && ar rcsT $@ $^
$(BUILD)/unit/test_templates: WHOLE := -Wl,--whole-archive
# The jobs' work is called through the test, which can hold it.
$(BUILD)/unit/test_jobs: LDFLAGS += -Wl,--wrap=search_index_fill,--wrap=article_publish_due,--wrap=views_flush

# What counts steps: its own objects of the text's code, which tell of each piece of code that is run.
STEP_LINK := -Wl,$(subst $() ,$(comma),$(patsubst %,--wrap=%,__sanitizer_cov_trace_pc memchr memcmp memcpy memmove memset))
STEPS     := $(patsubst src/%.c,$(BUILD)/obj/steps/%.o,$(wildcard src/base/*.c src/text/*.c))
$(BUILD)/obj/steps/%.o: src/%.c | $(BUILD)/gen/sql.h
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -O1 -U_FORTIFY_SOURCE -fsanitize-coverage=trace-pc -c -o $@ $<
# Without the sanitisers' own memory functions, too: other tests have the same code under the sanitisers.
$(BUILD)/unit/test_steps: SANF :=
$(BUILD)/unit/test_steps: $(BUILD)/obj/unit/test_steps.o $(STEPS)
	@mkdir -p $(@D)
	$(CXX) $(LDFLAGS) $(STEP_LINK) -o $@ $^ $(PKG_LIBS) -lcmocka

# The public lists of User-Agents, one a line.
$(BUILD)/unit/test_visitor: | build/gen/agents.txt
build/gen/agents.txt: tests/unit/agents.mjs tests/node_modules
	@mkdir -p $(@D)
	@node $< >$@.new && mv $@.new $@

$(BUILD)/obj/unit/%.o: tests/unit/%.c | $(BUILD)/gen/sql.h
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -Itests/unit -c -o $@ $<

## clean: remove everything that was built (never a site)
clean:
	rm -rf build public/fonts

## help: this list
help:
	@sed -n 's/^## //p' $(MAKEFILE_LIST)

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
