#!/usr/bin/env bash
# How long the task list takes: one page, its number, and Tasklist's own request, for a village, a town and the county, at 10,000 and
# 100,000 open tasks of 300 villages; beside it the count as the engine's own check of authorizations would take it.
#   bench/task-list.sh
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p bench/out
mvn -q -Dquick=true -DskipFrontend=true -Dspotless.check.skip=true -Dtest=TaskListBench -Dsurefire.failIfNoSpecifiedTests=false test \
  >bench/out/task-list.log 2>&1 || { tail -n 40 bench/out/task-list.log >&2; exit 1; }
grep -ao 'TASKLIST .*' bench/out/task-list.log | tee bench/out/task-list.txt
