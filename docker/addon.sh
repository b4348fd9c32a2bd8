#!/bin/sh
# Leaves target/addon/sunherd, the folder of an add-on for Home Assistant OS: copy it into the folder
# "addons" of the machine (share "addons" of the add-on Samba), then look for Sunherd in the store under
# "Local add-ons". Run it after: mvn package
set -eu
cd "$(dirname "$0")/.."
to=target/addon/sunherd
[ -e target/sunherd.jar ] || { echo "target/sunherd.jar is missing: run mvn package -DskipTests first." >&2; exit 1; }
version=$(java -jar target/sunherd.jar --version | sed 's/^sunherd //')
jars=$(java docker/deb/ClassPath.java target/sunherd.jar)
rm -rf "$to"
mkdir -p "$to/app"
cp docker/addon/Dockerfile docker/addon/run.sh "$to/"
sed "s/^version:.*/version: \"$version\"/" docker/addon/config.yaml >"$to/config.yaml"
cp webroot/icon.svg "$to/"
mkdir "$to/app/lib"
for jar in $jars; do
  cp "target/$jar" "$to/app/lib/"
done
cp -R target/sunherd.jar webroot docker/java.options docker/archive.sh "$to/app/"
chmod +x "$to/run.sh" "$to/app/archive.sh"
echo "$to"
