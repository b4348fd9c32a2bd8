#!/bin/bash
# build-cache.sh DIR: builds what the virtual machine boots into DIR: vmlinux, initrd, root.ext4.
# Takes everything from Debian packages. Needs root, and the tools that run.sh names.
set -euo pipefail
HERE=$(cd "$(dirname "$0")" && pwd)
OUT=$1
SUITE=bookworm
PACKAGES=openjdk-17-jre-headless,python3-minimal,libpython3-stdlib,libudev1,kmod,util-linux,mount
PACKAGES=$PACKAGES,systemd,systemd-sysv,udev,curl,adduser
# The mirror that this machine uses itself, where it is a Debian.
MIRROR=$(apt-get indextargets --format '$(REPO_URI)' 2>/dev/null | sed -n 's#/*$##; /debian$/{p;q}')
MIRROR=${SUNHERD_HID_VM_MIRROR:-${MIRROR:-http://deb.debian.org/debian}}
[ "$(id -u)" = 0 ] || { echo "hid-vm: building the virtual machine's disk needs root: run it once as root." >&2; exit 1; }

mkdir -p "$OUT"
W=$(mktemp -d "$OUT/build.XXXXXX")
trap 'rm -rf "$W"' EXIT
say() { printf 'hid-vm: %s (%ds)\n' "$*" "$SECONDS" >&2; }

say "unpacking $SUITE from $MIRROR"
# Dates are not checked, so that a frozen mirror will do; signatures are. The kernel is only
# downloaded: its package would otherwise run hooks and build an initramfs of its own.
# shellcheck disable=SC2016
timeout 900 mmdebstrap --quiet --variant=apt --mode=root --include="$PACKAGES" \
  --aptopt='Acquire::Check-Valid-Until "false"' --aptopt='Acquire::Check-Date "false"' \
  --aptopt='APT::Install-Recommends "false"' \
  --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-include=/usr/share/man/man[1-9]/' \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
  --essential-hook='mkdir -p "$1/usr/share/man/man1"' \
  --customize-hook='k=$(chroot "$1" apt-cache depends linux-image-amd64 | sed -n "s/^ *Depends: \(linux-image-[^ ]*\)$/\1/p" | head -1)
    chroot "$1" sh -c "cd /root && apt-get download -o APT::Sandbox::User=root $k" >&2' \
  "$SUITE" "$W/root" "$MIRROR"

say "kernel and initramfs"
mkdir "$W/kernel"
dpkg-deb --fsys-tarfile "$W"/root/root/linux-image-*.deb | tar -x -C "$W/kernel"
rm -f "$W"/root/root/linux-image-*.deb
VERSION=$(ls "$W/kernel/lib/modules")
depmod -b "$W/kernel" "$VERSION"
python3 "$HERE/kernel.py" "$W/kernel" "$VERSION" "$W/root" "$W/initrd" "$OUT/vmlinux"
depmod -b "$W/root" "$VERSION"
mkdir -p "$W/initrd"/{bin,proc,sys,dev,new}
cp "$(command -v busybox)" "$W/initrd/bin/busybox"
install -m 755 "$HERE/initrd-init" "$W/initrd/init"
(cd "$W/initrd" && find . | LC_ALL=C sort | cpio -o -H newc -R 0:0 --quiet) > "$OUT/initrd"

say "root disk"
R=$W/root
mkdir -p "$R/hid-vm" "$R/mnt/share" "$R/mnt/control" "$R/etc/systemd/system/graphical.target.wants"
install -m 755 "$HERE/guest-init" "$R/hid-vm/init"
install -m 644 "$HERE/hid-vm.service" "$R/etc/systemd/system/"
ln -s ../hid-vm.service "$R/etc/systemd/system/graphical.target.wants/"
printf '127.0.0.1 localhost\n' > "$R/etc/hosts"
rm -rf "$R"/var/cache/apt/*.bin "$R"/var/cache/apt/archives/*.deb "$R"/var/lib/apt/lists/* "$R"/dev/*
# The class archive halves the JVM's start, which counts under emulation.
for java in "$R"/usr/lib/jvm/java-*-openjdk-amd64/bin/java; do
  [ -e "${java%/bin/java}/lib/server/classes.jsa" ] || chroot "$R" "${java#"$R"}" -Xshare:dump > /dev/null 2>&1 || true
done
truncate -s "$(($(du -sm "$R" | cut -f1) * 108 / 100 + 200))M" "$OUT/root.ext4.new"
mkfs.ext4 -q -O ^has_journal -m 0 -i 16384 -d "$R" "$OUT/root.ext4.new"
mv "$OUT/root.ext4.new" "$OUT/root.ext4"
say "built with kernel $VERSION: $(du -sm "$OUT" | cut -f1) MiB"
