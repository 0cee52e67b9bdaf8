#!/usr/bin/env bash
# A look at a county's register by all rules of data quality, which an official waits for.
#   bench/quality.sh [members]
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p bench/out
mvn -q -DskipFrontend=true -Dspotless.check.skip=true test-compile
mvn -q dependency:build-classpath -Dmdep.outputFile=bench/out/classpath -DincludeScope=test
java -Duser.timezone=Asia/Shanghai -Dlogback.configurationFile=bench/logback.xml \
  -cp "target/test-classes:target/classes:$(cat bench/out/classpath)" \
  cn.bangfu.quality.jdbc.QualityBench "${1:-100000}" | tee bench/out/quality.txt
