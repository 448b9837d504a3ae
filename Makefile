# smspipe: see `make help`.
include config.mk

B = build/$(KIND)
PROGRAMS := $(patsubst cmd/%/main.c,%,$(wildcard cmd/*/main.c))
COMMON := $(filter-out $(if $(POSTGRES),,common/store/postgres/%), \
	$(wildcard common/*/*.c common/*/*/*.c))
UNITS := $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/*_test.c))
TOOLS := $(patsubst tests/bench/%.c,%,$(wildcard tests/bench/*.c))
PROVERS := $(patsubst tests/prove/%.c,%,$(wildcard tests/prove/*.c))
FUZZERS := $(patsubst tests/fuzz/%_fuzz.c,%,$(wildcard tests/fuzz/*_fuzz.c))
LIBRARIES = libcurl json-c yaml-0.1 sqlite3 libmicrohttpd libcrypto gmp \
	zlib libzstd $(if $(POSTGRES),libpq) $(if $(SECCOMP),libseccomp)

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
	-Wcast-qual -Wwrite-strings -Wstrict-prototypes \
	-Wold-style-definition -Wmissing-prototypes -Wformat=2 -Wundef -Wvla \
	-Wpointer-arith -Wimplicit-fallthrough -fno-common \
	-Werror=format-security $(WERROR)
HARDENING = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-protector-strong \
	-fstack-clash-protection -fcf-protection=full \
	-fno-delete-null-pointer-checks -fno-strict-overflow \
	-fno-strict-aliasing -ftrivial-auto-var-init=zero
SANITIZERS = -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer

# A flag that this compiler refuses is left out.
probe = $(foreach f,$(1),$(shell $(CC) -Werror $(f) -O2 -x c -c /dev/null \
	-o /dev/null 2>/dev/null && echo $(f)))

ifeq ($(KIND),asan)
KINDFLAGS := -O1 -g $(SANITIZERS)
KINDLINK := $(SANITIZERS)
else ifeq ($(KIND),fuzz)
KINDFLAGS := -O1 -g -fsanitize=fuzzer-no-link $(SANITIZERS)
KINDLINK := $(SANITIZERS)
else ifeq ($(KIND),debug)
KINDFLAGS := -O0 -g
else ifeq ($(KIND),faults)
KINDFLAGS := -O1 -g -DFAULTS
else ifeq ($(KIND),cover)
KINDFLAGS := -O0 -g --coverage
KINDLINK := --coverage
else
# Programs are optimised as a whole; tests link the plain half of the objects.
LTO := $(if $(call probe,-ffat-lto-objects),-flto=auto -ffat-lto-objects)
KINDFLAGS := -O2 -g $(LTO) $(call probe,$(HARDENING))
KINDLINK := -Wl,-z,relro,-z,now -Wl,-z,noexecstack
endif

CFLAGS = -std=c17 -fPIE -pthread $(KINDFLAGS) $(WARNINGS)
CPPFLAGS = -D_POSIX_C_SOURCE=200809L -Icommon -I. \
	-DSMSPIPE_DATADIR='"$(DATADIR)"' $(if $(POSTGRES),-DWITH_POSTGRES) \
	$(if $(SECCOMP),-DWITH_SECCOMP) \
	$(PKGFLAGS)
PKGFLAGS := $(shell $(PKG_CONFIG) --cflags $(LIBRARIES))
LDFLAGS = -pie -pthread $(KINDLINK) -Wl,--as-needed
LDLIBS := $(shell $(PKG_CONFIG) --libs $(LIBRARIES)) -lm

BINARIES = $(PROGRAMS:%=$(B)/bin/%)
ARCHIVE = $(B)/common.a
COMMON_OBJECTS = $(COMMON:%.c=$(B)/%.o)
program_objects = $(patsubst %.c,$(B)/%.o,$(wildcard cmd/$(1)/*.c))

all: $(BINARIES)

# V=1 shows the commands, V=quiet (with -s) nothing.
V = 0
say_0 = @echo '  $(1)' $(2);
say = $(call say_$(V),$(1),$(2))

# One archive of everything shared: a program gets the members that it calls,
# and --as-needed the libraries that those members use.
$(ARCHIVE): $(COMMON_OBJECTS)
	@rm -f $@
	$(call say,AR,$@)$(AR) rcs $@ $(COMMON_OBJECTS)

$(B)/%.o: %.c config.mk
	@mkdir -p $(@D)
	$(call say,CC,$@)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c $< -o $@

.SECONDEXPANSION:
$(BINARIES): $(B)/bin/%: $$(call program_objects,%) $(ARCHIVE)
	@mkdir -p $(@D)
	$(call say,LD,$@)$(CC) $(LDFLAGS) -o $@ $(call program_objects,$*) $(ARCHIVE) $(LDLIBS)

# A unit test NAME_test or NAME_PART_test may look into cmd/NAME too.
PLAIN = $(if $(LTO),-fno-lto)
UNIT_BINARIES = $(UNITS:%=$(B)/tests/%)
unit_objects = $(filter-out %/main.o,$(call program_objects,$(firstword $(subst _, ,$(1)))))
$(UNIT_BINARIES): $(B)/tests/%: $(B)/tests/unit/%.o $$(call unit_objects,%) $(ARCHIVE)
	@mkdir -p $(@D)
	$(call say,LD,$@)$(CC) $(LDFLAGS) $(PLAIN) -o $@ $< $(call unit_objects,$*) $(ARCHIVE) $(LDLIBS)

$(TOOLS:%=$(B)/bench/%): $(B)/bench/%: $(B)/tests/bench/%.o $(ARCHIVE)
	@mkdir -p $(@D)
	$(call say,LD,$@)$(CC) $(LDFLAGS) -o $@ $< $(ARCHIVE) $(LDLIBS)

# A tool of the proofs may look into a program as a unit test does.
PROVE_BINARIES = $(PROVERS:%=$(B)/prove/%)
$(PROVE_BINARIES): $(B)/prove/%: $(B)/tests/prove/%.o $$(call unit_objects,%) $(ARCHIVE)
	@mkdir -p $(@D)
	$(call say,LD,$@)$(CC) $(LDFLAGS) $(PLAIN) -o $@ $< $(call unit_objects,$*) $(ARCHIVE) $(LDLIBS)

# A fuzz harness twice: with a main that runs its corpus, a test like others,
# and (KIND=fuzz, clang) with libFuzzer.  NAME_fuzz may look into cmd/NAME.
REPLAYS = $(FUZZERS:%=$(B)/tests/fuzz_%_test)
$(REPLAYS): $(B)/tests/fuzz_%_test: $(B)/tests/fuzz/%_fuzz.o $(B)/tests/fuzz/replay.o $$(call unit_objects,%) $(ARCHIVE)
	@mkdir -p $(@D)
	$(call say,LD,$@)$(CC) $(LDFLAGS) $(PLAIN) -o $@ $(B)/tests/fuzz/$*_fuzz.o \
		$(B)/tests/fuzz/replay.o $(call unit_objects,$*) $(ARCHIVE) $(LDLIBS)

$(FUZZERS:%=$(B)/fuzz/%): $(B)/fuzz/%: $(B)/tests/fuzz/%_fuzz.o $$(call unit_objects,%) $(ARCHIVE)
	@mkdir -p $(@D)
	$(call say,LD,$@)$(CC) $(LDFLAGS) -fsanitize=fuzzer -o $@ $< $(call unit_objects,$*) $(ARCHIVE) $(LDLIBS)

units: $(UNIT_BINARIES) $(REPLAYS)
fuzzers: $(FUZZERS:%=$(B)/fuzz/%)
tools: $(TOOLS:%=$(B)/bench/%)
provers: $(PROVE_BINARIES)

-include $(shell find $(B) -name '*.d' 2>/dev/null)

# ---- tests ---------------------------------------------------------------

check:
	tests/run

asan:
	$(MAKE) KIND=asan WERROR=-Werror all units
	KIND=asan tests/run --suite

# Each harness for so many seconds; FUZZERS=record takes one of them.
SECONDS = 60
fuzz:
	$(MAKE) KIND=fuzz CC=clang fuzzers
	tests/fuzz/run $(SECONDS) $(FUZZERS)

cover:
	$(MAKE) KIND=cover all units
	KIND=cover tests/run --suite
	tests/cover

score:
	tests/bench/score

peers: all
	tests/peers/run

bench:
	$(MAKE) all tools
	tests/bench/run
	tests/bench/ledger
	tests/bench/providers
	tests/bench/score

# What is promised, and that a broken program would be noticed; PROVE=--full
# adds a simulated day and more kills.
PROVE =
prove-builds:
	$(MAKE) KIND=release all provers
	$(MAKE) KIND=faults all provers
prove: prove-builds
	tests/prove/run $(PROVE)
prove-send: prove-builds
	tests/prove/run $(PROVE) --group send
prove-hook: prove-builds
	tests/prove/run $(PROVE) --group hook
prove-consent: prove-builds
	tests/prove/run $(PROVE) --group consent

demo: all
	tests/demo/run

lint:
	tests/lint

fmt:
	$(CLANG_FORMAT) -i $$(find cmd common tests -name '*.[ch]')

# ---- packaging -----------------------------------------------------------

SECTIONS = 1 5 7
install: all
	$(INSTALL) -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(DATADIR)/templates
	$(INSTALL) $(BINARIES) $(DESTDIR)$(BINDIR)
	$(INSTALL) -m 644 templates/*.yaml $(DESTDIR)$(DATADIR)/templates
	for s in $(SECTIONS); do \
		$(INSTALL) -d $(DESTDIR)$(MANDIR)/man$$s; \
		$(INSTALL) -m 644 man/*.$$s $(DESTDIR)$(MANDIR)/man$$s; \
	done

uninstall:
	rm -f $(PROGRAMS:%=$(DESTDIR)$(BINDIR)/%)
	rm -rf $(DESTDIR)$(DATADIR)
	for f in man/*; do \
		rm -f $(DESTDIR)$(MANDIR)/man$${f##*.}/$${f##*/}; \
	done

VERSION := $(shell sed -n 's/.*SMSPIPE_VERSION "\(.*\)".*/\1/p' common/base/opt.h)
dist:
	git archive --prefix=smspipe-$(VERSION)/ -o smspipe-$(VERSION).tar.gz HEAD

clean:
	rm -rf build

help:
	@echo 'all       build the programs into build/release/bin (KIND=debug, asan, ...)'
	@echo 'check     gcc -Werror build, every test, the suite again under sanitizers'
	@echo 'asan      the suite under the address and undefined sanitizers'
	@echo 'fuzz      look for inputs that break a parser; SECONDS=60 FUZZERS="record yaml"'
	@echo 'lint      format, static checks, shell, manuals, include order, banned calls'
	@echo 'fmt       let clang-format rewrite the sources'
	@echo 'peers     official SDKs against smssim, and our drivers against servers by others; needs npm'
	@echo 'bench     throughput and memory, beside a peer in the same run'
	@echo 'score     precision and recall of the lint rules on labelled texts'
	@echo 'prove     what is promised: kills, races, a full disk, ...; and that we would notice'
	@echo 'cover     line coverage of the suite'
	@echo 'demo      one call through the whole pipe, against simulated phones'
	@echo 'install   into $$(DESTDIR)$$(PREFIX); uninstall takes it out again'
	@echo 'dist      a source archive of the last commit'
	@echo 'clean     remove build/'

.PHONY: peers all units tools provers fuzzers check asan fuzz cover bench score prove-builds \
	prove prove-send prove-hook prove-consent demo lint fmt install uninstall dist clean help
.DELETE_ON_ERROR:
