#!/bin/sh
# archive.sh DIR TO [JAVA OPTION...]: leaves TO/sunherd.jsa and TO/line.jsa, the classes of the hub in DIR
# and those of a one-shot line, as Java has them in memory. A start that is given one with
# -XX:SharedArchiveFile does not read and check them anew; a line with its own takes a third less memory.
#
# It is good for this very Java and these very jars; Java passes over one that does not fit.
set -eu
dir=$(cd "$1" && pwd)
to=$(cd "$2" && pwd)
shift 2
work=$(mktemp -d)
hub=
units=
trap 'kill $hub $units 2>/dev/null || :; rm -rf "$work"' EXIT
cd "$dir"

# A short run on simulated inverters, which reads, keeps rows, is asked once, and told once.
cat >"$work/hub.yaml" <<CONF
http: {host: 127.0.0.1, port: 0}
access: {users: $work/users}
inverters:
  - {id: unit-1, device: "sim:parallel-1"}
  - {id: unit-2, device: "sim:parallel-2"}
history: {url: "jdbc:sqlite:$work/history.db", every: 1s}
settings: {audit: $work/audit.jsonl}
CONF
: >"$work/log"
env -i PATH="$PATH" java @java.options "$@" -Xshare:off -XX:DumpLoadedClassList="$work/classes" \
  -jar "$dir/sunherd.jar" serve -c "$work/hub.yaml" 2>"$work/log" &
hub=$!
waited=0
until url=$(sed -n 's/^Sunherd serves .* on \(http.*\)/\1/p' "$work/log") && [ -n "$url" ]; do
  waited=$((waited + 1))
  if [ "$waited" -gt 600 ] || ! kill -0 "$hub" 2>/dev/null; then
    echo "The hub in $dir did not start:" >&2
    cat "$work/log" >&2
    exit 1
  fi
  sleep 1
done
sleep 5
java @java.options "$@" -jar "$dir/sunherd.jar" --hub "$url" --status >/dev/null
# There is no user, so that nothing comes of it.
java @java.options "$@" -jar "$dir/sunherd.jar" --hub "$url" --cmd PBFT -v 53.0 >/dev/null 2>&1 || :
kill "$hub"
wait "$hub" || :
hub=

dump() {
  classes=$1
  archive=$2
  shift 2
  java @java.options "$@" -Xshare:dump -Xlog:disable -Xlog:all=error:stderr \
    -XX:SharedClassListFile="$classes" -XX:SharedArchiveFile="$work/$archive" -jar "$dir/sunherd.jar" &&
    mv "$work/$archive" "$to/$archive"
}
dump "$work/classes" sunherd.jsa "$@"

# Waits until a unit is simulated at a terminal.
unit() {
  waited=0
  until [ -s "$work/units" ]; do
    waited=$((waited + 1))
    [ "$waited" -le 600 ] && kill -0 "$units" 2>/dev/null || return 1
    sleep 1
  done
}

# Lines to a unit at a terminal, as they are typed most. Drivers are unpacked below the work folder.
lines() {
  java @java.options "$@" -Djava.io.tmpdir="$work" -jar "$dir/sunherd.jar" simulate --pty "$work/herd" </dev/null >"$work/units" &
  units=$!
  unit || return 1
  said=0
  for deed in "--status --json" "--cmd QMOD" "--op-mode --json"; do
    said=$((said + 1))
    # shellcheck disable=SC2086 # several words
    env -i PATH="$PATH" java @java.options "$@" -Djava.io.tmpdir="$work" -Xshare:off -XX:DumpLoadedClassList="$work/line.$said" \
      -jar "$dir/sunherd.jar" --serial -d "$work/herd/unit-1" $deed >/dev/null || return 1
  done
  kill "$units"
  wait "$units" || :
  units=
  cat "$work"/line.* | grep -v '^#' | awk '!seen[$0]++' >"$work/line" && dump "$work/line" line.jsa "$@"
}
lines "$@" || echo "Lines get no archive of their own here, and start without it." >&2
