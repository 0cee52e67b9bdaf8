#!/usr/bin/env bash
# See README.md. One line of CSV a measurement goes to bench/out/trail-cost.csv.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p bench/out
mvn -q -Dquick=true -DskipFrontend=true -Dspotless.check.skip=true -Dtest=TrailCostBench -Dsurefire.failIfNoSpecifiedTests=false \
  -DargLine="-Dbangfu.audit.witness-file=target/witness-of-bench.txt" test >bench/out/trail-cost.log 2>&1 \
  || { tail -n 40 bench/out/trail-cost.log >&2; exit 1; }
grep -a BENCH bench/out/trail-cost.log
