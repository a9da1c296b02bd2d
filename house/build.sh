#!/bin/sh
# Builds server and front end into dist/, unless nothing changed since the last build.
set -eu
cd "$(dirname "$0")/.."
stamp=dist/.built
rooms="core contract platform plugins peatio barong processes web baseapp world house bench drills"
config="package-lock.json tsconfig.json tsconfig.web.json tsconfig.web-test.json"
if [ -f "$stamp" ] && [ -z "$(find $rooms $config -newer "$stamp" -print 2>/dev/null | head -n 1)" ]; then
  exit 0
fi
echo "Building …"
rm -rf dist
started=$(mktemp)
node_modules/.bin/tsc -p tsconfig.json
# Tests of the screens' pure parts run beside the server's, compiled apart from what is served to browsers.
node_modules/.bin/tsc -p tsconfig.web-test.json
node_modules/.bin/vite build baseapp --logLevel warn
# The stamp is as old as the build's start, so that an edit during the build is built next time.
mv "$started" "$stamp"
