#!/usr/bin/env bash
# See README.md. One line of CSV a measurement goes to bench/out/trail-cost.csv.
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -q -Dquick=true -Dspotless.check.skip=true -Dtest=TrailCostBench -Dsurefire.failIfNoSpecifiedTests=false \
  -DargLine="-Dbangfu.audit.witness-file=target/witness-of-bench.txt" test | grep BENCH
