#!/usr/bin/env bash
# How long taking in a ledger of 100,000 members takes against only reading that workbook. One line per round, then the medians.
#   bench/register-import.sh [members] [rounds]
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p bench/out
mvn -q -DskipFrontend=true -Dspotless.check.skip=true test-compile
mvn -q dependency:build-classpath -Dmdep.outputFile=bench/out/classpath -DincludeScope=test
# A small heap, so that a reader whose memory grew with the file would fail.
java -Xmx192m -Duser.timezone=Asia/Shanghai -Dlogback.configurationFile=bench/logback.xml \
  -cp "target/test-classes:target/classes:$(cat bench/out/classpath)" \
  cn.bangfu.bench.RegisterImportBench "${1:-100000}" "${2:-5}" | tee bench/out/register-import.txt
