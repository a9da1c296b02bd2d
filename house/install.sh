#!/bin/sh
# Installs the pinned dependencies, once per lock file; a second run needs no network.
set -eu
cd "$(dirname "$0")/.."
stamp=node_modules/.installed-lock
if ! cmp -s package-lock.json "$stamp"; then
  echo "Installing dependencies (once) …"
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  cp package-lock.json "$stamp"
fi
