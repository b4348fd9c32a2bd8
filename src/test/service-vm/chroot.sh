#!/bin/bash
# chroot.sh [SUITE...]: installs the package on a bare Debian of each suite (bookworm and trixie) as apt does, has
# it serve, and installs it again, removes and purges it. Without systemd, so that it takes a minute or two where
# check.sh, which tries the service, takes half an hour. Needs root; run it after:
#   mvn package -DskipTests && docker/deb.sh
set -uo pipefail
# shellcheck disable=SC2317 # what check is given
cd "$(dirname "$0")/../../.." || exit 1
[ $# -gt 0 ] || set -- bookworm trixie
for tool in mmdebstrap curl; do
  command -v $tool >/dev/null || { echo "$tool is missing: apt-get install mmdebstrap curl" >&2; exit 1; }
done
packages=("$PWD"/target/sunherd_*_all.deb)
package=${packages[-1]}
[ -e "$package" ] || { echo "There is no package: run mvn package -DskipTests && docker/deb.sh first." >&2; exit 1; }
work=$(mktemp -d)
hub=
end() {
  [ -z "$hub" ] || kill "$hub" 2>/dev/null
  umount "$root/proc" 2>/dev/null
  rm -rf --one-file-system "$work"
}
root=$work/none
trap end EXIT
failed=0

check() { # check WHAT COMMAND...: says whether the command did well
  local what=$1 said
  shift
  if said=$("$@" 2>&1); then
    echo "$suite: ok: $what"
  else
    echo "$suite: FAILED: $what: ${said##*$'\n'}"
    failed=1
  fi
}
not() { ! "$@"; }
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive "$@"; }
archive() { [ -s "$root/var/cache/sunherd/sunherd.jsa" ]; }
owner() { [ "$(inside stat -c '%U %a' "$1")" = "$2" ]; }
serves() {
  inside runuser -u sunherd -- sh -c \
    'cd /var/lib/sunherd && SUNHERD_HTTP_PORT=0 SUNHERD_HTTP_HOST=127.0.0.1 exec sunherd serve -c /etc/sunherd/hub.yaml' \
    2>"$work/log" &
  hub=$!
  local url='' end=$((SECONDS + 120))
  until url=$(sed -n 's/^Sunherd serves .* on \(http[^ ]*[0-9]\).*/\1/p' "$work/log") && [ -n "$url" ]; do
    if [ "$SECONDS" -ge "$end" ] || ! kill -0 "$hub"; then
      cat "$work/log"
      return 1
    fi
    sleep 0.2
  done
  until curl -fsS "$url/health/ready"; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.2
  done
  curl -fsS "$url/" | grep -q '<title>'
}
stops() {
  kill "$hub" && wait "$hub"
  hub=
}

for suite; do
  root=$work/$suite
  mmdebstrap --quiet --variant=apt --skip=cleanup/apt/lists "$suite" "$root" http://deb.debian.org/debian || exit 1
  cp /etc/resolv.conf "$root/etc/"
  cp "$package" "$root/root/"
  mount -t proc proc "$root/proc" || exit 1
  install_it() { inside apt-get install -y -q --no-install-recommends --reinstall "/root/${package##*/}"; }
  check "it installs from its file" install_it
  [ "$failed" = 0 ] || exit 1
  echo "$suite: $(inside java -version 2>&1 | head -1)"
  check "its configuration is that of its user" owner /etc/sunherd/hub.yaml "sunherd 640"
  check "its folder, too" owner /var/lib/sunherd "sunherd 750"
  check "there is an archive for this Java" archive
  check "the command runs" inside sunherd check -c /etc/sunherd/hub.yaml
  # Not by check, whose commands are in a shell of their own.
  if serves >"$work/said" 2>&1; then echo "$suite: ok: it serves its page"; else
    echo "$suite: FAILED: it serves its page: $(tail -n 1 "$work/said")"
    failed=1
  fi
  check "there is a code for another machine" inside sunherd code
  stops
  echo '# kept' >>"$root/etc/sunherd/hub.yaml"
  check "it installs over itself" install_it
  check "and keeps its configuration" grep -q '# kept' "$root/etc/sunherd/hub.yaml"
  check "it is removed" inside apt-get remove -y -q sunherd
  check "which keeps configuration and data" test -e "$root/etc/sunherd/hub.yaml" -a -d "$root/var/lib/sunherd/data"
  check "but no archive" not archive
  check "it installs again" install_it
  check "with the configuration that was kept" grep -q '# kept' "$root/etc/sunherd/hub.yaml"
  check "it is purged" inside apt-get purge -y -q sunherd
  check "and nothing is left" not find "$root"/{etc,var/lib,var/cache,usr/share}/sunherd -maxdepth 0
  umount "$root/proc"
  rm -rf --one-file-system "$root"
done
exit "$failed"
