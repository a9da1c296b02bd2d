#!/bin/sh
# `npm start`: install, build, serve. Ends in exec, so that a signal reaches the exchange and no orphan stays.
set -eu
cd "$(dirname "$0")/.."
sh house/install.sh
sh house/build.sh
exec node --enable-source-maps dist/processes/up.js "$@"
