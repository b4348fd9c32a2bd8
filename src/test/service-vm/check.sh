#!/bin/bash
# check.sh: installs the hub from its package on a Debian with systemd, tries it as a service, upgrades,
# removes and purges it. Runs in the virtual machine of ../hid-vm, in the folder of the packaged project:
#   mvn -q package && docker/deb.sh && src/test/hid-vm/run.sh --systemd . 'bash src/test/service-vm/check.sh'
# Takes ten minutes or more, for all is emulated. Exit: 0 all well, 1 a check failed.
set -uo pipefail
URL=http://127.0.0.1:8889
UNIT=sunherd.service
HOME_OF_HUB=/var/lib/sunherd
CONFIG=/etc/sunherd
failed=0

check() { # check WHAT COMMAND...: says whether the command did well
  local what=$1 said
  shift
  if said=$("$@" 2>&1); then
    echo "service-vm: ok: $what"
  else
    echo "service-vm: FAILED: $what: ${said##*$'\n'}"
    failed=1
  fi
}
soon() { # soon COMMAND...: tries until it does well; long, for the machine may be a busy one
  local end=$((SECONDS + 600))
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 1
  done
}
sudo() { # everything is done by root here
  if [ "$1" = -u ]; then runuser -u "$2" -- "${@:3}"; else "$@"; fi
}
tell() { # tell WORDS: an order to the virtual inverters
  python3 -E -s - "$1" <<'PY'
import socket, sys
s = socket.socket(socket.AF_UNIX)
s.connect("/run/inverters/control")
s.sendall(sys.argv[1].encode())
sys.exit(s.recv(4096).strip() != b"ok")
PY
}
get() { curl -fsS -m 60 "$URL$1"; }
is_ready() { get /health/ready > /dev/null; }
state_of() { get /health/ready | grep -q "\"$1\":\"$2\""; }
shows() { systemctl show -P "$1" "$UNIT"; }
pid() { shows MainPID; }
mode_of() { [ "$(stat -Lc '%U %G %a' "$1")" = "$2" ] || { stat -Lc '%n %U %G %a' "$1"; return 1; }; }
# What the service sees and may: its mounts and its user.
inside() { nsenter -t "$(pid)" -m -S "$(id -u sunherd)" -G "$(id -g sunherd)" -- "$@"; }
not() { ! "$@"; }

PACKAGE=$(ls -t target/sunherd_*_all.deb | head -1)
[ -n "$PACKAGE" ] || { echo "service-vm: FAILED: there is no package in target: run docker/deb.sh"; exit 1; }
install_it() { DEBIAN_FRONTEND=noninteractive apt-get install -y -q --reinstall "./$PACKAGE"; }

# What an older version was installed as, by hand: to be taken over.
useradd --system --groups dialout --home-dir $HOME_OF_HUB --shell /usr/sbin/nologin sunherd
install -d -o sunherd $HOME_OF_HUB $HOME_OF_HUB/conf $HOME_OF_HUB/data
echo 'inverters: [] # by hand' | install -o sunherd -m 640 /dev/stdin $HOME_OF_HUB/conf/hub.yaml
printf '[Service]\nExecStart=/usr/bin/java -jar /opt/sunherd/sunherd.jar serve\n[Install]\nWantedBy=multi-user.target\n' \
  > /etc/systemd/system/$UNIT
systemctl daemon-reload
systemctl enable -q $UNIT

echo "service-vm: installing $PACKAGE"
# An emulated machine is some twenty times slower than the smallest real one.
mkdir -p /etc/systemd/system/$UNIT.d
printf '[Service]\nTimeoutStartSec=600\nWatchdogSec=120\n' > /etc/systemd/system/$UNIT.d/slow.conf
begun=$SECONDS
install_it || { echo "service-vm: FAILED: the package does not install"; journalctl --no-pager -u sunherd; exit 1; }
echo "service-vm: started after $((SECONDS - begun)) s"
check "installing has waited until it serves" get /health/live
check "it is the package's unit" test "$(shows FragmentPath)" = /lib/systemd/system/$UNIT -o "$(shows FragmentPath)" = /usr/lib/systemd/system/$UNIT
check "the configuration made by hand was taken over" grep -q 'by hand' $CONFIG/hub.yaml
check "it is the hub's own" mode_of $CONFIG/hub.yaml "sunherd sunherd 640"
check "it is active, and starts with the machine" sh -c "systemctl is-active $UNIT && systemctl is-enabled $UNIT"
check "it is ready" soon is_ready
check "its page answers" sh -c "curl -fsS -m 60 $URL/ | grep -q '<title>'"
check "it runs as its user" test "$(stat -c %U "/proc/$(pid)")" = sunherd
check "it has no capability and can gain none" sh -c \
  "grep -q '^CapEff:[[:space:]]*0*\$' /proc/$(pid)/status && grep -q '^NoNewPrivs:[[:space:]]*1\$' /proc/$(pid)/status"
check "the unit has no mistakes" sh -c "said=\$(systemd-analyze verify --man=no $UNIT 2>&1 | grep sunherd); echo \"\$said\"; [ -z \"\$said\" ]"
systemd-analyze security --no-pager "$UNIT" 2> /dev/null | sed -n 's/^.*Overall/service-vm: Overall/p'

udevadm settle
for device in /dev/hidraw0 /dev/hidraw1 /dev/ttyACM0; do
  check "$device is for dialout" mode_of "$device" "root dialout 660"
done
hid=() serial=
for name in /dev/sunherd/usb-*; do
  case $(readlink -f "$name") in
    /dev/hidraw*) hid+=("$name") ;;
    /dev/ttyACM*) serial=$name ;;
  esac
done
check "each has a name of its port (${hid[*]} $serial)" test "${#hid[@]}" = 2 -a -n "$serial"

cat > /tmp/hub.yaml <<YAML
inverters:
  - {id: roof-1, device: "usb:${hid[0]:-}"}
  - {id: roof-2, device: "usb:${hid[1]:-}"}
  - {id: roof-3, device: "serial:$serial"}
YAML
install -o sunherd -m 640 /tmp/hub.yaml $CONFIG/hub.yaml
systemctl restart $UNIT
for n in 1 2 3; do
  check "inverter $n is read through the unit's walls" soon state_of "roof-$n" online
done
check "three serial numbers come" sh -c \
  "[ \"\$(curl -fsS $URL/api/v1/inverters | grep -o '9293200410000[0-2]' | sort -u | wc -l)\" = 3 ]"
check "a reading comes by the name of its port" sh -c "curl -fsS '$URL/cmds?cmd=status&inverter=roof-1' | grep -q '\"grid_volt\":0'"
check "a line to its device is asked through the hub" sh -c "sunherd --usb -d '${hid[0]:-}' --status | grep -q '^(000.0 '"

for n in 1 3; do
  number=$(get "/api/v1/inverters/roof-$n" | grep -o '9293200410000[0-2]' | head -1)
  check "inverter $n is unplugged" tell "unplug ${number: -1}"
  check "that is told" soon state_of "roof-$n" offline
  check "it is plugged in" tell "plug ${number: -1}"
  check "it heals" soon state_of "roof-$n" online
done

check "the history is written" soon sh -c "curl -fsS '$URL/api/v1/history?inverter=roof-1' | grep -q datetime"
check "it is the hub's own" mode_of $HOME_OF_HUB/data/history.db "sunherd sunherd 600"
# As the README has it.
printf 'correct horse battery\n' | sunherd passwd ann --role operator > /dev/null
check "a user is made" mode_of $CONFIG/users "sunherd sunherd 600"
check "and known" soon sh -c "curl -fsS -u 'ann:correct horse battery' $URL/api/v1/session | grep -q operator"
check "it may write its configuration" inside sh -c "touch $CONFIG/hub.yaml.new && rm $CONFIG/hub.yaml.new"
for place in /etc /usr/share/sunherd /usr /home /var/lib; do
  check "it may write nothing in $place" not inside touch $place/sunherd-was-here
done

printf '[Service]\nWatchdogSec=60\nTimeoutAbortSec=5\n' > /etc/systemd/system/$UNIT.d/watch.conf
systemctl daemon-reload
systemctl restart $UNIT
frozen=$(pid)
check "it lives on while it gives signs of life" sh -c "sleep 90; [ \"\$(systemctl show -P MainPID $UNIT)\" = $frozen ]"
kill -STOP "$frozen"
restarted() { [ "$(pid)" != "$frozen" ] && [ "$(shows NRestarts)" -ge 1 ] && is_ready; }
check "a frozen hub is started again" soon restarted
check "by the watchdog" sh -c "journalctl -u $UNIT | grep -q 'Watchdog timeout'"

echo "service-vm: $(($(shows MemoryCurrent) / 1048576)) MiB are in use, of $(($(shows MemoryMax) / 1048576))"
systemctl stop $UNIT
check "it stops with success" test "$(shows Result) $(shows ActiveState)" = "success inactive"
check "and leaves no device open" not sh -c "journalctl -u $UNIT | grep 'did not close'"
rm -f /var/cache/sunherd/sunherd.jsa
dpkg-trigger --by-package=sunherd /usr/lib/jvm
check "another Java makes another archive of its classes" sh -c "dpkg --configure --pending && test -s /var/cache/sunherd/sunherd.jsa"
systemctl start $UNIT
check "it starts with that" soon is_ready
check "and uses it" grep -q /var/cache/sunherd/sunherd.jsa "/proc/$(pid)/maps"

rows=$(get "/api/v1/history?inverter=roof-1" | grep -o datetime | wc -l)
check "the package is installed over the running hub" install_it
check "it runs again" soon is_ready
check "with its configuration" grep -q roof-3 $CONFIG/hub.yaml
check "its user" sh -c "curl -fsS -u 'ann:correct horse battery' $URL/api/v1/session | grep -q operator"
check "and its history" test "$(get "/api/v1/history?inverter=roof-1" | grep -o datetime | wc -l)" -ge "$rows"
check "it is removed" apt-get remove -y -q sunherd
check "and stopped" not is_ready
check "it leaves configuration and history" test -s $CONFIG/hub.yaml -a -s $HOME_OF_HUB/data/history.db
check "it is installed again" install_it
check "and runs with them" soon is_ready
check "it is purged" apt-get purge -y -q sunherd
for place in $CONFIG $HOME_OF_HUB /var/cache/sunherd /usr/share/sunherd /usr/bin/sunherd; do
  check "with $place" test ! -e $place
done
[ $failed = 0 ] || journalctl --no-pager -u $UNIT | tail -n 60
exit $failed
