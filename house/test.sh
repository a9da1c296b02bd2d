#!/bin/sh
# `npm test`: check, then every lane. `npm test -- unit` runs one lane; the lanes are unit, world, simulation, browser.
set -eu
cd "$(dirname "$0")/.."
sh house/install.sh
lanes=${*:-check unit world simulation browser}
case " $lanes " in *" check "*) sh house/check.sh ;; esac
sh house/build.sh
run() { # run <lane> <files…>
  lane=$1; shift
  echo "── $lane"
  [ $# -gt 0 ] || { echo "The $lane lane has no tests." >&2; exit 1; }
  # A test that hangs fails; none takes a third of this, and whoever waits for a run should hear of it.
  # Most processes open a database for some seconds: its code is not worth optimising for that, and takes a third of
  # all their time.
  node --enable-source-maps --liftoff-only --test --test-concurrency=2 --test-timeout=900000 "$@"
}
for lane in $lanes; do
  case "$lane" in
    check) ;;
    unit) run unit $(find dist -name '*.test.js' -not -path 'dist/world/*' -not -path 'dist/drills/*' -not -path 'dist/baseapp/*.map' | sort) ;;
    world) run world $(find dist/world dist/drills -name '*.test.js' -not -path 'dist/world/browser/*' | sort) ;;
    simulation) echo "── simulation"; node --enable-source-maps dist/world/simulate.js --seeds "${OPEX_SEEDS:-1000}" ;;
    browser) sh house/chromium.sh; run browser $(find dist/world/browser -name '*.test.js' | sort) ;;
    *) echo "There is no lane '$lane'; the lanes are check, unit, world, simulation and browser." >&2; exit 2 ;;
  esac
done
