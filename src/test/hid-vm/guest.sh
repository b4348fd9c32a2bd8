# shellcheck shell=bash
# Sourced by guest-init: plugs the virtual inverters in and runs the check.
mount -t 9p -o trans=virtio,version=9p2000.L,msize=512000,cache=loose,ro share /mnt/share
modprobe -a hid hid-generic usbhid cdc-acm libcomposite usb_f_fs usb_f_acm
modprobe dummy_hcd num=3 is_super_speed=0
mountpoint -q /sys/kernel/config || mount -t configfs config /sys/kernel/config
port=
for p in /sys/class/virtio-ports/*; do
  [ "$(cat "$p/name")" = output ] && port=/dev/${p##*/}
done
mkdir -p /run/inverters
python3 -E -s /mnt/control/inverters.py 2 1 /run/inverters > /run/inverters/out 2>&1 &
present() { find /dev -maxdepth 1 -name 'hidraw*' -o -maxdepth 1 -name 'ttyACM*' | wc -l; }
i=0
while { [ ! -S /run/inverters/control ] || [ "$(present)" -lt 3 ]; } && [ $i -lt 150 ]; do
  sleep 0.1
  i=$((i + 1))
done
cd /mnt/share || exit
setsid -w timeout -k 5 "$(cat /mnt/control/limit)" bash /mnt/control/command > "$port" 2>&1 < /dev/null
echo $? > /mnt/control/status
cp /run/inverters/*.log /run/inverters/out /mnt/control/
dmesg > /mnt/control/dmesg
