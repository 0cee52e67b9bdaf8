#!/usr/bin/env bash
# How long the application takes from the start of the JVM until it says that it is ready, on an empty data folder and on the same
# one again.
#   mvn -q -DskipTests package && bench/start-time.sh
# Goal on two quiet cores: 60 s and 30 s. One line of CSV a start goes to bench/out/start-time.csv.
set -euo pipefail
cd "$(dirname "$0")/.."

jar="${1:-target/bangfu.jar}"
port="${PORT:-18080}"
limit="${LIMIT:-600}"
[ -f "$jar" ] || { echo "$jar is missing: mvn -q -DskipTests package" >&2; exit 1; }

data="$(mktemp -d)"
mkdir -p bench/out
pid=
stop() {
  if [ -n "$pid" ]; then
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
    pid=
  fi
}
trap 'stop; rm -rf "$data"' EXIT

now() { date +%s%N; }

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }

if answers; then
  echo "Something already answers on port $port: set PORT." >&2
  exit 1
fi

measure() {
  local name="$1" goal="$2" log="bench/out/start-$1.log" begin end
  begin="$(now)"
  java -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -jar "$jar" --server.port="$port" --bangfu.data-dir="$data" >"$log" 2>&1 &
  pid=$!
  # Not the first answer of the web server: on a first start the demo county is taken in after that.
  until grep -q "$port\$" <(grep -a "演示环境已就绪" "$log"); do
    if ! kill -0 "$pid" 2>/dev/null; then
      pid=
      echo "The $name start failed: $log" >&2
      tail -n 20 "$log" >&2
      exit 1
    fi
    if [ $((($(now) - begin) / 1000000000)) -ge "$limit" ]; then
      echo "The $name start was not ready after $limit s: $log" >&2
      exit 1
    fi
    sleep 0.2
  done
  end="$(now)"
  local ms=$(((end - begin) / 1000000))
  printf '%s start: %d.%03d s (goal %d s)\n' "$name" $((ms / 1000)) $((ms % 1000)) "$goal"
  printf '%s,%s,%d,%s,%s\n' "$(date -u +%FT%TZ)" "$name" "$ms" "$(nproc)" "$(cut -d' ' -f1 /proc/loadavg 2>/dev/null || echo '')" \
    >>bench/out/start-time.csv
  stop
}

[ -f bench/out/start-time.csv ] || echo "at,start,milliseconds,cores,load" >bench/out/start-time.csv
measure first 60
measure second 30
