#!/bin/bash
# check.sh [ARCH...]: runs the native code that the package carries for arm64 and armhf with Debian's Java of
# that machine, each instruction played by QEMU. Run it after:  mvn package -DskipTests && docker/deb.sh
# What is asked of a real one, and is not shown here: devices, and how fast it is.
set -euo pipefail
cd "$(dirname "$0")/../../.."
[ $# -gt 0 ] || set -- arm64 armhf
for tool in qemu-aarch64-static qemu-arm-static mmdebstrap dpkg-deb javac; do
  command -v "$tool" >/dev/null ||
    { echo "$tool is missing: apt-get install qemu-user-static mmdebstrap dpkg default-jdk-headless" >&2; exit 1; }
done
packages=(target/sunherd_*_all.deb)
package=${packages[-1]}
[ -e "$package" ] || { echo "There is no package: run mvn package -DskipTests && docker/deb.sh first." >&2; exit 1; }
# In memory: a 32-bit Java that is played cannot list the folders of some file systems.
work=$(mktemp -d -p /dev/shm)
trap 'rm -rf "$work"' EXIT
dpkg-deb -x "$package" "$work/package"
hub=$work/package/usr/share/sunherd
javac -d "$work/classes" -cp "$hub/lib/*" src/test/arm/Natives.java

for arch; do
  case $arch in
    arm64) qemu='qemu-aarch64-static' options=() ;;
    # SQLite's jar asks uname what it is on, which a Java that is played cannot run.
    armhf) qemu='qemu-arm-static' options=(-Dorg.sqlite.osinfo.architecture=armv7) ;;
    *) echo "$arch: give arm64 or armhf." >&2; exit 2 ;;
  esac
  # Unpacked, not installed: nothing of it is run but Java.
  root=${ARM_CACHE:-target/arm}/$arch
  if [ ! -d "$root" ]; then
    mkdir -p "$(dirname "$root")"
    mmdebstrap --quiet --variant=extract --architectures="$arch" --include=openjdk-17-jre-headless bookworm "$root.new" \
      http://deb.debian.org/debian
    mv "$root.new" "$root"
  fi
  root=$(cd "$root" && pwd)
  java=("$qemu" -L "$root" "$(echo "$root"/usr/lib/jvm/java-17-*/bin/java)" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
    -Djava.io.tmpdir="$work" "${options[@]}")
  echo "$arch:"
  env -C "$work" "${java[@]}" -cp "$work/classes:$(printf '%s:' "$hub"/lib/*.jar)" Natives
  # The program itself, through its line.
  [ "$(env -C "$work" "${java[@]}" -jar "$hub/sunherd.jar" decode --request PBFT53.0)" = 5042465435332e30124d0d ]
  echo "the program runs"
done
