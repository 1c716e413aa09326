#!/usr/bin/env bash
# Measures Catnap beside its peers: builds those that this machine can build, runs every workload in fresh processes, one
# program after another, ROUNDS times, and writes a line of JSON for each measurement to OUT. In the end it prints the
# medians, the ratios and the targets (report.py OUT does so again). A peer that is not here is left out, with a line.
#   ROUNDS=5  WORKLOADS="w1 w2 ..."  PEERS="catnap floor ..."  OUT=results.jsonl  BUILD=build  PORT=18080
#   CATNAP (class path of ours; else what `mvn package` left in ../target)   JDK (25 or newer; else looked for)
#   NODE  PY311 (any CPython of the system)  PY313 (one with uvloop, aiohttp)  PY313_ROOT=dir (a chroot that holds it)  PY314
set -u
cd "$(dirname "$0")"
ROUNDS=${ROUNDS:-5} BUILD=$(realpath -m "${BUILD:-build}") OUT=$(realpath -m "${OUT:-build/results.jsonl}") PORT=${PORT:-18080}
WORKLOADS=${WORKLOADS:-w1 w2 w3 w4 w5 w6 w7 w8 w9}
PEERS=${PEERS:-catnap catnap-compact floor floor-compact kotlin vthread node cpython311 cpython313 cpython314 uvloop311 uvloop313 trio313}
NODE=${NODE:-$(command -v node)} PY311=${PY311:-/usr/bin/python3} PY313=${PY313:-$(command -v python3.13)} PY314=${PY314:-$(command -v python3.14)}
[ -n "${PY313_ROOT:-}" ] && PY313="chroot $PY313_ROOT python3"
if [ -z "${JDK:-}" ]; then
  for d in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    v=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$d/release" 2>/dev/null); [ "${v:-0}" -ge 25 ] && JDK=$d && break
  done
fi
mkdir -p "$BUILD/java" "$(dirname "$OUT")"
: > "$OUT"
CATNAP=${CATNAP:-../target/classes:$(echo ../target/lib/*.jar | tr ' ' :)}
COMPACT="-XX:+UseSerialGC -XX:+UseCompactObjectHeaders"
CONT="--add-exports java.base/jdk.internal.vm=ALL-UNNAMED"
ONE="-Djdk.virtualThreadScheduler.parallelism=1 -Djdk.virtualThreadScheduler.maxPoolSize=1"

[ -n "${JDK:-}" ] && "$JDK/bin/javac" -nowarn -d "$BUILD/java" $CONT java/*.java || echo "no JDK 25: no Java peers" >&2
[ "$BUILD/kotlin/built" -nt kotlin/src/main/kotlin/Peer.kt ] ||
  (cd kotlin && mvn -q -B -Dkotlin.compiler.daemon=false -Dpeers.build="$BUILD/kotlin" package && touch "$BUILD/kotlin/built") || echo "no Kotlin peer" >&2
[ -d node/node_modules/undici ] || (cd node && npm install --silent --no-save undici@6 >/dev/null 2>&1) || echo "no undici: fetch only" >&2

go() { # peer workload
  case $1 in
    catnap) timeout 600 "$JDK/bin/java" $CONT -Dpeer=$1 -cp "$CATNAP" catnap.benchmarks.CatnapPeer "$2" ;;
    catnap-compact) timeout 600 "$JDK/bin/java" $CONT $COMPACT -Dpeer=$1 -cp "$CATNAP" catnap.benchmarks.CatnapPeer "$2" ;;
    floor) timeout 600 "$JDK/bin/java" $CONT -Dpeer=$1 -cp "$BUILD/java" Floor "$2" ;;
    floor-compact) timeout 600 "$JDK/bin/java" $CONT $COMPACT -Dpeer=$1 -cp "$BUILD/java" Floor "$2" ;;
    vthread) timeout 600 "$JDK/bin/java" $ONE -Dpeer=$1 -cp "$BUILD/java" VThreads "$2" ;;
    kotlin) timeout 600 "$JDK/bin/java" -Dpeer=$1 -Dpeer.version=", Kotlin 2.3.0, coroutines 1.10.2" -cp "$BUILD/kotlin/classes:$BUILD/kotlin/lib/*:$BUILD/java" PeerKt "$2" ;;
    node) timeout 600 "$NODE" --max-old-space-size=6000 node/bench.mjs $1 "$2" ;;
    cpython311) timeout 600 $PY311 - $1 "$2" < py/bench.py ;;
    cpython313) timeout 600 $PY313 - $1 "$2" < py/bench.py ;;
    cpython314) timeout 600 $PY314 - $1 "$2" < py/bench.py ;;
    uvloop311) timeout 600 $PY311 - $1 "$2" --uvloop < py/bench.py ;;
    uvloop313) timeout 600 $PY313 - $1 "$2" --uvloop < py/bench.py ;;
    trio311) timeout 600 $PY311 - $1 "$2" < py/bench_trio.py ;;
    trio313) timeout 600 $PY313 - $1 "$2" < py/bench_trio.py ;;
  esac
}
here() { # why a peer cannot run on this machine: nothing if it can
  case $1 in
    catnap*) "$JDK/bin/javap" -cp "$CATNAP" catnap.benchmarks.CatnapPeer >/dev/null 2>&1 || echo "not built: mvn package" ;;
    floor*|vthread) [ -e "$BUILD/java/Floor.class" ] || echo "no JDK 25" ;;
    kotlin) [ -e "$BUILD/kotlin/classes/PeerKt.class" ] || echo "not built" ;;
    node) [ -n "$NODE" ] || echo "no node" ;;
    cpython311) $PY311 -c '' 2>/dev/null || echo "no $PY311" ;;
    cpython313) ${PY313:-false} -c '' 2>/dev/null || echo "no CPython 3.13" ;;
    cpython314) ${PY314:-false} -c '' 2>/dev/null || echo "no CPython 3.14" ;;
    uvloop311) $PY311 -c 'import uvloop' 2>/dev/null || echo "no uvloop for $PY311" ;;
    uvloop313) ${PY313:-false} -c 'import uvloop' 2>/dev/null || echo "no uvloop for CPython 3.13" ;;
    trio311) $PY311 -c 'import trio' 2>/dev/null || echo "no trio for $PY311" ;;
    trio313) ${PY313:-false} -c 'import trio' 2>/dev/null || echo "no trio for CPython 3.13" ;;
  esac
}
has() { # a peer may have no program for a workload: then it is left out
  case $1-$2 in
    cpython311-w8|uvloop311-w8) $PY311 -c 'import aiohttp' 2>/dev/null ;;
    cpython313-w8|uvloop313-w8) $PY313 -c 'import aiohttp' 2>/dev/null ;;
    cpython314-w8) $PY314 -c 'import aiohttp' 2>/dev/null ;;
    vthread-w3|trio*-w3|trio*-w7|trio*-w8|uvloop*-w3|uvloop*-w7) false ;;
    *) true ;;
  esac
}
jiffies() { awk '/^cpu /{print $2+$3+$4+$5+$6+$7+$8+$9, $9}' /proc/stat; }

if [[ " $WORKLOADS " == *" w8 "* ]]; then
  NG=$(command -v nginx || echo /usr/sbin/nginx)
  sed "s|@DIR@|$BUILD|; s|@PORT@|$PORT|; s|@DIR@|$BUILD|g" server/nginx.conf.in > "$BUILD/nginx.conf"
  if "$NG" -c "$BUILD/nginx.conf" -e "$BUILD/error.log"; then
    trap '"$NG" -c "$BUILD/nginx.conf" -e "$BUILD/error.log" -s quit' EXIT; export URL=http://127.0.0.1:$PORT/item.json
  else echo "no nginx: w8 left out" >&2; WORKLOADS=${WORKLOADS//w8/}; fi
fi

present=
for p in $PEERS; do why=$(here "$p"); [ -z "$why" ] && present="$present $p" || echo "left out: $p ($why)" >&2; done

for round in $(seq "$ROUNDS"); do for w in $WORKLOADS; do for p in $present; do
  has "$p" "$w" || continue
  read -r all0 st0 < <(jiffies)
  lines=$(go "$p" "$w" 2> >(grep -v "^WARNING" >&2)) || echo "failed: $p $w" >&2
  read -r all1 st1 < <(jiffies)
  steal=$(( 100 * (st1 - st0) / (all1 - all0 + 1) ))   # percent of the machine that its host gave to others meanwhile
  [ -n "$lines" ] && sed "s/}\$/, \"round\": $round, \"steal_pct\": $steal}/" <<< "$lines" >> "$OUT"
done; done; done

./report.py "$OUT"
