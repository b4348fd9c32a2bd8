#!/bin/bash
# run.sh [--systemd] SHARE COMMAND: runs the shell line COMMAND in a small virtual machine with
# virtual Voltronic inverters on its USB bus (two with the HID bridge 0665:5161, PI30, no USB serial
# number, and one that is a serial port; see inverters.py). SHARE is the working directory in there,
# read-only. COMMAND's output comes on standard output, and its exit status is this script's; 125
# where the machine itself failed. With --systemd a Debian is booted first, else COMMAND is alone.
# The machine is built once from Debian packages and kept in SUNHERD_HID_VM_CACHE. No network.
set -uo pipefail
HERE=$(cd "$(dirname "$0")" && pwd)
CACHE=${SUNHERD_HID_VM_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/sunherd-hid-vm}
for tool in qemu-system-x86_64 mmdebstrap cpio busybox depmod mkfs.ext4 zstd python3 flock; do
  PATH=$PATH:/usr/sbin:/sbin command -v $tool > /dev/null && continue
  echo "hid-vm: $tool is missing: apt-get install --no-install-recommends qemu-system-x86 mmdebstrap cpio busybox-static kmod e2fsprogs zstd python3" >&2
  exit 125
done
INIT=/hid-vm/init LIMIT=240
[ "${1:-}" = --systemd ] && { INIT=/lib/systemd/systemd LIMIT=6000; shift; }
[ $# = 2 ] && [ -d "$1" ] || { echo "usage: run.sh [--systemd] SHARE COMMAND" >&2; exit 125; }
SHARE=$(cd "$1" && pwd)
export PATH=$PATH:/usr/sbin:/sbin

# One folder for each version of the building scripts, so that a change of them builds anew.
DISK=$CACHE/$(cat "$HERE"/{build-cache.sh,kernel.py,initrd-init,guest-init,hid-vm.service} | sha256sum | cut -c1-12)
mkdir -p "$CACHE"
(
  flock -w 900 9 || exit 1
  [ -s "$DISK/root.ext4" ] || "$HERE/build-cache.sh" "$DISK"
) 9> "$CACHE/.lock" || { echo "hid-vm: the virtual machine could not be built." >&2; exit 125; }

RUN=$(mktemp -d)
QEMU=
# shellcheck disable=SC2317
cleanup() { [ -n "$QEMU" ] && kill "$QEMU" 2> /dev/null; rm -rf "$RUN"; }
trap cleanup EXIT
trap 'exit 125' INT TERM
cp "$HERE/guest.sh" "$HERE/inverters.py" "$RUN/"
printf '%s\n' "$2" > "$RUN/command"
echo "$LIMIT" > "$RUN/limit"
mkfifo "$RUN/output"
cat "$RUN/output" &
CAT=$!
# Emulated, so that it runs where there is no KVM; the clock options keep a slow host from
# confusing the guest.
timeout -k 5 $((LIMIT + 160)) qemu-system-x86_64 -M q35,usb=off,vmport=off,hpet=off -nodefaults -no-user-config \
  -accel tcg,thread=multi,tb-size=512 -cpu Nehalem -smp 2 -m 1024 -display none -no-reboot -nic none \
  -kernel "$DISK/vmlinux" -initrd "$DISK/initrd" \
  -append "console=ttyS0 quiet loglevel=4 panic=-1 nokaslr mitigations=off tsc=reliable no_timer_check lpj=5000000 random.trust_cpu=on audit=0 apparmor=0 hid-vm.init=$INIT" \
  -drive "file=$DISK/root.ext4,format=raw,if=none,id=root,snapshot=on,cache=unsafe" -device virtio-blk-pci,drive=root \
  -fsdev "local,id=control,path=$RUN,security_model=none" -device virtio-9p-pci,fsdev=control,mount_tag=control \
  -fsdev "local,id=share,path=$SHARE,security_model=none,readonly=on" -device virtio-9p-pci,fsdev=share,mount_tag=share \
  -chardev "file,id=console,path=$RUN/console" -serial chardev:console \
  -chardev "file,id=output,path=$RUN/output" -device virtio-serial-pci -device virtserialport,chardev=output,name=output \
  -device virtio-rng-pci < /dev/null 1>&2 &
QEMU=$!
wait $QEMU
ENDED=$?
QEMU=
# Where QEMU never opened the pipe, nobody else would end cat.
(exec 8<> "$RUN/output") 2> /dev/null
wait $CAT
if [ ! -s "$RUN/status" ]; then
  echo "hid-vm: the virtual machine ended without a result (QEMU: $ENDED); its last words:" >&2
  tail -n 20 "$RUN/console" >&2
  exit 125
fi
STATUS=$(cat "$RUN/status")
if [ "$STATUS" != 0 ]; then
  for log in out inverter0.log inverter1.log inverter2.log dmesg; do
    echo "--- $log" >&2
    tail -n 20 "$RUN/$log" >&2
  done
fi
exit "$STATUS"
