#!/bin/sh
# Makes sure that strace is there for the drills on system calls: installs Debian's as root, else says what is missing.
set -eu
if command -v strace >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing strace for the drills …" >&2
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends strace >/dev/null
  exit 0
fi
echo "The drills sync-order and disk-fault need strace (Debian: apt-get install strace); none was found and this is not root." >&2
exit 1
