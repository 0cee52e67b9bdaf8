#!/usr/bin/env bash
# Public notice pages under load while officials work: a list and a notice, each asked for as often as eight lines can, from 50
# addresses; beside it the officials' home page and list of notices, alone and during the load.
#   bench/public-pages.sh [seconds]
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p bench/out
mvn -q -Dquick=true -DskipFrontend=true -Dspotless.check.skip=true -Dtest=PublicPagesBench -Dbench.seconds="${1:-20}" \
  -Dsurefire.failIfNoSpecifiedTests=false test >bench/out/public-pages.log 2>&1 || { tail -n 40 bench/out/public-pages.log >&2; exit 1; }
grep -ao 'PUBLIC .*' bench/out/public-pages.log | tee bench/out/public-pages.txt
