# Choices of the build; each can be given on make's command line.
PREFIX = /usr/local
BINDIR = $(PREFIX)/bin
MANDIR = $(PREFIX)/share/man
DATADIR = $(PREFIX)/share/smspipe

CC = gcc
AR = ar
PKG_CONFIG = pkg-config
INSTALL = install
CLANG_FORMAT = clang-format
CLANG_TIDY = clang-tidy

# The PostgreSQL store: where libpq is; POSTGRES= leaves it out.
POSTGRES := $(shell $(PKG_CONFIG) --exists libpq && echo yes)

# What smshook confines itself with: where libseccomp is; SECCOMP= leaves it out.
SECCOMP := $(shell $(PKG_CONFIG) --exists libseccomp && echo yes)

# release, debug, asan (address and undefined sanitizers), faults (fault
# points for tests), cover
KIND = release
WERROR =
