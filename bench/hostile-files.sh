#!/usr/bin/env bash
# How long hostile files keep the reader busy, each in a heap of 64 MB.
#   bench/hostile-files.sh
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p bench/out
mvn -q -DskipFrontend=true -Dspotless.check.skip=true test-compile
mvn -q dependency:build-classpath -Dmdep.outputFile=bench/out/classpath -DincludeScope=test
java -Xmx64m -Duser.timezone=Asia/Shanghai -Dlogback.configurationFile=bench/logback.xml \
  -cp "target/test-classes:target/classes:$(cat bench/out/classpath)" \
  cn.bangfu.bench.HostileFilesBench | tee bench/out/hostile-files.txt
