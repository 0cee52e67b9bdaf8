#!/usr/bin/env bash
# Taking in eight departments' files (100,000 to 500,000 rows for 1,000,000 members; in proportion for fewer) against a raw COPY of the
# same files, and matching them by keyed hash against the bare join on plain identity numbers.
#   bench/department-data.sh [members]
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p bench/out
mvn -q -DskipFrontend=true -Dspotless.check.skip=true test-compile
mvn -q dependency:build-classpath -Dmdep.outputFile=bench/out/classpath -DincludeScope=test
java -Xmx512m -Dbangfu.durable=true -Duser.timezone=Asia/Shanghai -Dlogback.configurationFile=bench/logback.xml \
  -cp "target/test-classes:target/classes:$(cat bench/out/classpath)" \
  cn.bangfu.bench.DepartmentBench "${1:-1000000}" | tee bench/out/department-data.txt
