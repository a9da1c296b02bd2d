#!/bin/sh
# Makes sure that a Chromium is there for the browser lane: installs Debian's as root, else says what is missing.
set -eu
if command -v chromium >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing Chromium for the browser lane …"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
  exit 0
fi
echo "The browser lane needs Chromium (Debian: apt-get install chromium); none was found and this is not root." >&2
exit 1
