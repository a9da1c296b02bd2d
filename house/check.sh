#!/bin/sh
# `npm run check`: types, lint, inspector. Expects an installed tree; builds nothing.
set -eu
cd "$(dirname "$0")/.."
sh house/install.sh
echo "── types"
node_modules/.bin/tsc -p tsconfig.json --noEmit
node_modules/.bin/tsc -p tsconfig.web.json
echo "── lint"
node_modules/.bin/oxlint --type-aware --deny-warnings
sh house/build.sh
echo "── inspector"
node dist/house/check.js
