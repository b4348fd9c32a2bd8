#!/usr/bin/env bash
# Builds the image without a Docker engine and runs its container as compose.yaml does: read-only,
# without capabilities, on simulated inverters. Exit: 0 all well, 1 a check failed.
#
# Wants root on Debian 12 and:
#   apt-get install buildah podman runc netavark aardvark-dns iptables mmdebstrap openssl python3 curl
# The images that the Dockerfile starts from are stood in for by Debian's packages. State is kept in
# ${SUNHERD_TRY:-/tmp/sunherd-try}; remove it to start afresh. Figures are printed, with what they should
# be; they are no check, for they are the machine's as much as the image's.
set -euo pipefail
cd "$(dirname "$0")/.."
state=${SUNHERD_TRY:-/tmp/sunherd-try}
image=localhost/sunherd:try
units=9
mkdir -p "$state/m2"

for tool in buildah podman runc mmdebstrap openssl python3 curl; do
  command -v "$tool" >/dev/null || { echo "$tool is missing: see the top of $0." >&2; exit 1; }
done

# A storage of its own, so that nothing of this machine's images is touched.
export CONTAINERS_STORAGE_CONF=$state/storage.conf CONTAINERS_CONF=$state/containers.conf
export CONTAINERS_REGISTRIES_CONF=$state/registries.conf BUILDAH_ISOLATION=chroot
printf '[storage]\ndriver = "overlay"\ngraphroot = "%s/storage"\nrunroot = "%s/run"\n' \
  "$state" "$state" >"$state/storage.conf"
printf 'unqualified-search-registries = ["docker.io"]\nshort-name-mode = "disabled"\n' \
  >"$state/registries.conf"
# A limit may be lowered by everybody, raised only by the mighty.
capped() {
  local now
  now=$(ulimit -H "$1")
  if [ "$now" = unlimited ] || [ "$now" -gt "$2" ]; then now=$2; fi
  echo "$now:$now"
}
cat >"$state/containers.conf" <<CONF
[containers]
netns = "host"
default_sysctls = []
log_driver = "k8s-file"
default_ulimits = ["nofile=$(capped -n 65536)", "nproc=$(capped -u 32768)"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
CONF

# base NAME PACKAGES...: what stands in for an image of Docker Hub.
base() {
  local name=docker.io/library/$1 root container
  shift
  buildah inspect --type image "$name" >/dev/null 2>&1 && return
  root=$(mktemp -d "$state/base.XXXXXX")
  # Java's package fails without the folder of manual pages; the certificates let a proxy be trusted.
  mmdebstrap --quiet --variant=minbase --mode=root --include="$(IFS=,; echo "$*")" \
    --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Check-Valid-Until "false"' \
    --essential-hook='mkdir -p "$1/usr/share/man/man1" "$1/usr/local/share/ca-certificates"' \
    --essential-hook='cp /usr/local/share/ca-certificates/*.crt "$1/usr/local/share/ca-certificates/" || :' \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' bookworm "$root" "$(mirror)"
  rm -rf "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/*.bin
  container=$(buildah from scratch)
  buildah copy -q "$container" "$root" / >/dev/null
  buildah commit -q --format docker "$container" "$name" >/dev/null
  buildah rm "$container" >/dev/null
  rm -rf "$root"
}
mirror() { apt-get indextargets --format '$(REPO_URI)' | sed -n 's#/*$##; /debian$/{p;q}'; }

base maven:3.9-eclipse-temurin-17 openjdk-17-jdk-headless maven ca-certificates
base eclipse-temurin:17-jdk openjdk-17-jdk-headless
base debian:bookworm-slim apt

buildah bud --isolation chroot --network host --pull-never --format docker --layers=false \
  -v "$state/m2:/root/.m2/repository:rw" -t "$image" -f docker/Dockerfile . >&2

failed=0
check() { # check WHAT COMMAND...: says whether the command did well
  local what=$1
  shift
  if "$@" >/dev/null 2>&1; then echo "ok    $what"; else echo "FAIL  $what"; failed=1; fi
}
not() { ! "$@"; }
figure() { printf '      %-34s %s\n' "$1:" "$2"; }

name=sunherd-try-$$
work=$(mktemp -d)
chmod 755 "$work" # what is mounted of it is for the hub's user to read
trap 'podman rm -f -t 2 "$name" >/dev/null 2>&1 || :; podman volume rm -f "$name-data" "$name-conf" >/dev/null 2>&1 || :
  rm -rf "$work"' EXIT
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
url=http://127.0.0.1:$port

# Asks once. Without TLS the shell does so itself: a program at each attempt would take from a small
# machine what the start needs.
answers() {
  local told
  case $url in https:*) curl -fsSk -m 3 -o /dev/null "$url/health/live" 2>/dev/null; return ;; esac
  { exec 9<>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null || return
  printf 'GET /health/live HTTP/1.0\r\n\r\n' >&9
  read -r -t 3 told <&9 || :
  exec 9>&-
  [[ $told == *' 200 '* ]]
}

# start OPTION...: the container as compose.yaml has it; sets $pid once the hub answers.
start() {
  podman run -d --name "$name" --read-only --tmpfs /tmp:rw,noexec,nosuid,nodev,size=16m --cap-drop all \
    --security-opt no-new-privileges --memory 256m --pids-limit 256 --network host --no-hosts \
    -v "$name-conf:/app/conf" -v "$name-data:/app/data" -e SUNHERD_HTTP_HOST=127.0.0.1 \
    -e SUNHERD_HTTP_PORT="$port" "$@" "$image" >/dev/null
  for _ in $(seq 1000); do
    answers && break
    sleep 0.02
  done
  answered=$(cut -d' ' -f1 /proc/uptime)
  pid=$(podman inspect "$name" --format '{{.State.Pid}}')
}
end() { podman stop -t 15 "$name" >/dev/null; }
drop() {
  podman rm -f -t 2 "$name" >/dev/null
  podman volume rm -f "$name-data" "$name-conf" >/dev/null
}
ready() { curl -fsSk "$url/health/ready"; }
soon() { for _ in $(seq 100); do "$@" && return; sleep 0.2; done; return 1; }
proc() { # proc PID FIELD...: sum of the fields of /proc/PID/stat, counted as proc(5) does from 3 on
  local pid=$1 fields sum=0
  shift
  read -ra fields <<<"$(sed 's/.*) //' "/proc/$pid/stat")"
  for field; do sum=$((sum + fields[field - 3])); done
  echo "$sum"
}
resident() { awk '/^VmRSS:/ { printf "%.1f MB\n", $2 * 1024 / 1e6 }' "/proc/$pid/status"; }

# As it comes: nobody edited anything.
start
check "it starts without an inverter" soon ready
check "the health check passes" podman healthcheck run "$name"
check "its configuration can be changed" podman exec "$name" sh -c 'cp conf/hub.yaml conf/new && mv conf/new conf/hub.yaml'
check "its history can be written" soon podman exec "$name" test -s data/history.db
check "the pages are there" sh -c "curl -fsS $url/ | grep -q '<html'"
end
podman start "$name" >/dev/null
check "what is in its volumes is there after a restart" podman exec "$name" test -s conf/hub.yaml -a -s data/history.db
drop

echo "http: {cors: [https://own.example]}" >"$work/hub.yaml"
chmod 644 "$work/hub.yaml"
start -v "$work/hub.yaml:/app/conf/hub.yaml:ro" -e TZ=Australia/Lord_Howe
check "it goes by the time zone that TZ names" \
  sh -c "curl -fsS $url/api/v1/inverters | grep -q Australia/Lord_Howe && curl -fsS '$url/api/v1/energy?inverter=system&from=20260701&to=20260701' | grep -q '2026-07-01T00:00:00+10:30'"
check "a configuration of one's own is used" \
  sh -c "curl -fsS -o /dev/null -D - -H 'Origin: https://own.example' $url/health/live | grep -qi '^access-control-allow-origin'"
drop

for kind in rsa:2048 'ec -pkeyopt ec_paramgen_curve:P-256'; do
  # shellcheck disable=SC2086
  openssl req -x509 -newkey $kind -nodes -days 2 -subj /CN=localhost \
    -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null
  chmod 644 "$work/key.pem"
  url=https://127.0.0.1:$port
  start -v "$work:/tls:ro" -e SUNHERD_HTTP_TLS_CERT=/tls/cert.pem -e SUNHERD_HTTP_TLS_KEY=/tls/key.pem
  check "TLS works (${kind%% *})" curl -fsS --cacert "$work/cert.pem" --resolve "localhost:$port:127.0.0.1" \
    "https://localhost:$port/health/live"
  check "the health check passes with TLS" soon podman healthcheck run "$name"
  drop
done
url=http://127.0.0.1:$port

list=$(for i in $(seq "$units"); do printf '{"id":"unit-%d","device":"sim:parallel-%d"},' "$i" "$i"; done)
for time in $(seq 5); do
  [ "$time" = 1 ] || drop
  begun=$(cut -d' ' -f1 /proc/uptime)
  start -e SUNHERD_INVERTERS="[${list%,}]"
  echo "$answered $begun $(proc "$pid" 22) $(getconf CLK_TCK)" |
    awk '{ printf "%.0f %.0f\n", ($1 - $3 / $4) * 1000, ($1 - $2) * 1000 }' >>"$work/first"
done
middle() { cut -d' ' -f"$1" "$work/first" | sort -n | sed -n 3p; }
figure "first answer (under 600 ms)" "$(middle 1) ms after the process began, $(middle 2) ms after podman run"
sleep 60
before=$(proc "$pid" 14 15)
sleep 60
ticks=$(($(proc "$pid" 14 15) - before))
figure "idle, $units units (under 3 %)" "$(echo "$ticks $(getconf CLK_TCK)" | awk '{ printf "%.1f %% of a core", $1 / $2 / 60 * 100 }')"
figure "resident, idle (under 100 MB)" "$(resident)"
check "all $units inverters are online" sh -c "[ \$(curl -fsS $url/health/ready | grep -o '\"online\"' | wc -l) = $units ]"
check "the process is user 10001" test "$(stat -c %u "/proc/$pid")" = 10001
check "it has no capability" grep -q '^CapEff:[[:space:]]*0*$' "/proc/$pid/status"
check "it can gain none" grep -q '^NoNewPrivs:[[:space:]]*1$' "/proc/$pid/status"
check "the root file system is read-only" not podman exec "$name" touch /app/x
check "nothing native was unpacked" not sh -c "grep -E '/tmp/.*\.so' /proc/$pid/maps"
check "the jars hold nothing native" podman exec "$name" sh -c '! grep -lE "(jnidispatch|sqlitejdbc|jSerialComm|hidapi)[a-z-]*[.](so|dll|dylib|jnilib)" lib/*.jar'
check "JNA and SQLite come out of the image" sh -c "grep -q /app/native/libsqlitejdbc.so /proc/$pid/maps"
check "its classes come out of the archive" grep -q sunherd.jsa "/proc/$pid/maps"
check "answers from memory" curl -fsS -o /dev/null "$url/cmds?cmd=status&inverter=unit-[1-$units]&n=[1-50]"
check "metrics, those of Java as well" sh -c "curl -fsS $url/metrics | grep -q '^jvm_memory_used_bytes'"
check "a chart" \
  sh -c "curl -fsS '$url/graph?from=$(date -u -d -1hour +%Y%m%d%H%M%S)&to=$(date -u +%Y%m%d%H%M%S)&col_1=batt_volt' | grep -q '<svg'"
check "an extract of the history" sh -c "curl -fsS '$url/api/v1/history?inverter=all&format=csv' | grep -q ';'"
curl -s -N -m 10 -H 'Connection: Upgrade' -H 'Upgrade: websocket' -H 'Sec-WebSocket-Version: 13' \
  -H 'Sec-WebSocket-Key: c3VuaGVyZCB0cmllcyBpdA==' "$url/stream" >"$work/stream" 2>/dev/null || :
check "the stream" grep -qa '"reading"' "$work/stream"
figure "resident, after that (under 100 MB)" "$(resident)"
end
check "SIGTERM ends it" test "$(podman inspect "$name" --format '{{.State.ExitCode}}')" = 143
podman logs --tail 15 "$name" >&2
drop
figure "image (under 120 MB)" "$(podman save -q --format docker-archive "$image" 2>/dev/null | gzip -6 | wc -c |
  awk '{ printf "%.0f MB compressed", $1 / 1e6 }')"
exit "$failed"
