#!/usr/bin/env bash
# Looks for files and texts that make the readers throw or hang: each test for as long as its annotation says (three minutes in all).
# What it finds is kept beside the inputs that every build tries again.
set -euo pipefail
cd "$(dirname "$0")/.."
for test in anyBytesAreReadOrRefused anyTextIsAnAmountADayANumberOrNone; do
  JAZZER_FUZZ=1 mvn -q -DskipFrontend=true -Dspotless.check.skip=true -Dtest="LedgerFuzzTest#$test" test
done
