#!/bin/sh
# Starts the hub as an add-on: what the options say and what the Supervisor knows of the broker goes to
# it by the environment, everything else is in the add-on's configuration folder.
set -eu
options=${ADDON_OPTIONS:-/data/options.json}
config=${ADDON_CONFIG:-/config}
data=${ADDON_DATA:-/data}
secret=${ADDON_RUN:-/run}/mqtt.password

option() { jq -c ".$1" "$options"; }

if [ ! -e "$config/hub.yaml" ]; then
  # Home Assistant asks by the network of its add-ons; other addresses are believed nothing.
  cat >"$config/hub.yaml" <<'CONF'
# What is left out here has its default: see conf/hub.yaml in the project. The page writes inverters here.
inverters: []
CONF
fi

export SUNHERD_HTTP_HOST=0.0.0.0 SUNHERD_HTTP_PORT=8889
export SUNHERD_HTTP_PROXIES='["172.30.32.0/23"]'
SUNHERD_HTTP_HOSTS=$(option hosts)
export SUNHERD_HTTP_HOSTS
export SUNHERD_ACCESS_USERS="$config/users"
export SUNHERD_SETTINGS_AUDIT="$data/audit.jsonl"
export SUNHERD_HISTORY_URL="jdbc:sqlite:$data/history.db"

if [ "$(option mqtt)" = true ]; then
  if broker=$(curl -fsS -m 10 --retry 3 --retry-connrefused -H "Authorization: Bearer ${SUPERVISOR_TOKEN:-}" http://supervisor/services/mqtt); then
    known() { printf %s "$broker" | jq -r ".data.$1 // empty"; }
    scheme=mqtt
    [ "$(known ssl)" != true ] || scheme=mqtts
    SUNHERD_MQTT_URL="$scheme://$(known host):$(known port)"
    SUNHERD_MQTT_WRITES=$(option mqtt_writes)
    export SUNHERD_MQTT_URL SUNHERD_MQTT_WRITES
    if [ -n "$(known username)" ]; then
      SUNHERD_MQTT_USER=$(known username)
      (umask 077 && known password | tr -d '\n' >"$secret")
      SUNHERD_MQTT_PASSWORD_FILE=$secret
      export SUNHERD_MQTT_USER SUNHERD_MQTT_PASSWORD_FILE
    fi
  else
    echo "Home Assistant tells no MQTT broker: install the add-on Mosquitto broker and start this one again," \
      "or write mqtt: in hub.yaml and switch the option mqtt off." >&2
  fi
fi

archive=
[ ! -e /app/sunherd.jsa ] || archive=-XX:SharedArchiveFile=/app/sunherd.jsa
# shellcheck disable=SC2086 # no archive is no argument
exec java @"${ADDON_APP:-/app}/java.options" $archive -jar "${ADDON_APP:-/app}/sunherd.jar" serve -c "$config/hub.yaml"
