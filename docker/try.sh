#!/usr/bin/env bash
# Builds the image without a Docker engine and runs its container as compose.yaml does: read-only,
# without capabilities, on simulated inverters. Exit: 0 all well, 1 a check failed.
#
# Wants root on Debian 12 and:
#   apt-get install buildah podman runc netavark aardvark-dns iptables mmdebstrap
# The images that the Dockerfile starts from are stood in for by Debian's packages. State is kept in
# ${SUNHERD_TRY:-/tmp/sunherd-try}; remove it to start afresh.
set -euo pipefail
cd "$(dirname "$0")/.."
state=${SUNHERD_TRY:-/tmp/sunherd-try}
image=localhost/sunherd:try
units=9
mkdir -p "$state/m2"

for tool in buildah podman runc mmdebstrap curl; do
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
base eclipse-temurin:17-jre openjdk-17-jre-headless curl ca-certificates

buildah bud --isolation chroot --network host --pull-never --format docker --layers=false \
  -v "$state/m2:/root/.m2/repository:rw" -t "$image" -f docker/Dockerfile . >&2

failed=0
check() { # check WHAT COMMAND...: says whether the command did well
  local what=$1
  shift
  if "$@" >/dev/null 2>&1; then echo "ok    $what"; else echo "FAIL  $what"; failed=1; fi
}
not() { ! "$@"; }

name=sunherd-try-$$
trap 'podman rm -f -t 2 "$name" >/dev/null 2>&1 || :' EXIT
list=$(for i in $(seq "$units"); do printf '{"id":"unit-%d","device":"sim:parallel-%d"},' "$i" "$i"; done)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
begun=$(date +%s%N)
podman run -d --name "$name" --read-only --tmpfs /tmp:rw,noexec,nosuid,nodev,size=16m --cap-drop all \
  --security-opt no-new-privileges --memory 256m --pids-limit 256 --network host --no-hosts \
  -v "$name:/app/data" -e SUNHERD_HTTP_HOST=127.0.0.1 -e SUNHERD_HTTP_PORT="$port" \
  -e SUNHERD_INVERTERS="[${list%,}]" "$image" >/dev/null
url=http://127.0.0.1:$port
for _ in $(seq 600); do
  curl -fsS -m 3 -o /dev/null "$url/health/live" 2>/dev/null && break
  sleep 0.05
done
echo "      first answer after $((($(date +%s%N) - begun) / 1000000)) ms, the container's own start included"
sleep 10
pid=$(podman inspect "$name" --format '{{.State.Pid}}')
check "all $units inverters are online" \
  sh -c "[ \$(curl -fsS $url/health/ready | grep -o '\"online\"' | wc -l) = $units ]"
check "the health check passes" podman healthcheck run "$name"
check "the process is user 10001" test "$(stat -c %u "/proc/$pid")" = 10001
check "it has no capability" grep -q '^CapEff:[[:space:]]*0*$' "/proc/$pid/status"
check "it can gain none" grep -q '^NoNewPrivs:[[:space:]]*1$' "/proc/$pid/status"
check "the root file system is read-only" not podman exec "$name" touch /app/x
check "nothing native was unpacked" not sh -c "grep -E '/tmp/.*\.so' /proc/$pid/maps"
check "JNA comes out of the image" podman exec "$name" sh -c 'ls /app/native/libjnidispatch.so'
check "its classes come out of the archive" grep -q sunherd.jsa "/proc/$pid/maps"
echo "      resident: $(($(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$pid/status") / 1024)) MiB"
podman stop -t 15 "$name" >/dev/null
check "SIGTERM ends it" test "$(podman inspect "$name" --format '{{.State.ExitCode}}')" = 143
podman logs --tail 15 "$name" >&2
podman volume rm -f "$name" >/dev/null 2>&1 || :
podman save -q --format docker-archive "$image" 2>/dev/null | gzip -6 | wc -c |
  awk '{ printf "      image: %.0f MB compressed\n", $1 / 1e6 }'
exit "$failed"
