#!/bin/sh
# deb.sh [TO] [OPTION OF dpkg-deb...]: leaves TO/sunherd_VERSION_all.deb, the package for Debian, Ubuntu and
# Raspberry Pi OS; TO is target. Run it after:  mvn package -DskipTests
# The same sources and Java make the same file: SOURCE_DATE_EPOCH says its date, else that of the last commit.
set -eu
to=$(readlink -f "${1:-$(dirname "$0")/../target}")
[ $# = 0 ] || shift
cd "$(dirname "$0")/.."
for tool in dpkg-deb jar java gzip; do
  command -v $tool >/dev/null || { echo "$tool is missing: apt-get install dpkg gzip default-jdk-headless" >&2; exit 1; }
done
[ -e target/sunherd.jar ] || { echo "target/sunherd.jar is missing: run mvn package -DskipTests first." >&2; exit 1; }
epoch=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH="$epoch"
version=$(java -jar target/sunherd.jar --version | sed 's/^sunherd //; s/-/~/')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
umask 022
root=$work/root
share=$root/usr/share/sunherd
mkdir -p "$root/DEBIAN" "$root/usr/bin" "$share" "$root/usr/lib/systemd/system" "$root/usr/lib/udev/rules.d" \
  "$root/usr/share/bash-completion/completions" "$root/usr/share/man/man1" "$root/usr/share/doc/sunherd"

# The program. The jars keep the native code of Linux on amd64, arm64, armhf and armv6.
cp -R webroot "$share/"
mkdir "$share/lib"
jars=$(java docker/deb/ClassPath.java target/sunherd.jar)
for jar in $jars; do
  cp "target/$jar" "$share/lib/"
done
cp target/sunherd.jar docker/java.options docker/archive.sh "$share/"
for jar in "$share"/lib/jna-*.jar "$share"/lib/hid4java-*.jar "$share"/lib/jSerialComm-*.jar "$share"/lib/sqlite-jdbc-*.jar; do
  mkdir "$work/jar"
  (cd "$work/jar" && jar xf "$jar")
  find "$work/jar" -type f \( -name '*.so' -o -name '*.dll' -o -name '*.dylib' -o -name '*.jnilib' -o -name '*.a' \) |
    grep -vE '/(linux-(x86-64|aarch64|arm)|Linux/(x86_64|aarch64|arm|armv6|armv7|armv7hf|armv6hf|armv8_64|armv8_32))/[^/]*$' |
    tr '\n' '\0' | xargs -0 rm -f
  find "$work/jar" -depth -type d -empty -delete
  jar --create --no-manifest --date="$(date -u -d "@$epoch" +%Y-%m-%dT%H:%M:%S+00:00)" --file "$jar" -C "$work/jar" .
  rm -r "$work/jar"
done
sed 's/host: 127.0.0.1          # 0.0.0.0 serves all networks of this machine/host: 0.0.0.0            # 127.0.0.1 serves this machine only/
s:jdbc\:sqlite\:data/:jdbc\:sqlite\:/var/lib/sunherd/data/:; s:audit\: data/:audit\: /var/lib/sunherd/data/:
s:users\: conf/users       :users\: /etc/sunherd/users:' conf/hub.yaml >"$share/hub.yaml"

cp docker/deb/sunherd "$root/usr/bin/"
chmod 755 "$root/usr/bin/sunherd" "$share/archive.sh"
cp conf/systemd/sunherd.service "$root/usr/lib/systemd/system/"
cp conf/udev/99-sunherd.rules "$root/usr/lib/udev/rules.d/"
java -cp "$share/sunherd.jar:$share/lib/*" picocli.AutoComplete --force --name sunherd \
  --completionScript "$work/completion" io.sunherd.cli.Sunherd
# It is read by a shell, not run, and has the date of the day.
sed -e '1{/^#!/d}' -e '/^# Generated/d' "$work/completion" >"$root/usr/share/bash-completion/completions/sunherd"
java -cp "$share/sunherd.jar:$share/lib/*" docker/deb/Commands.java >"$work/commands"
sed -e "/^@COMMANDS@/{r $work/commands" -e 'd}' -e "s/^\.TH SUNHERD 1 \"\" \"Sunherd\"/.TH SUNHERD 1 \"\" \"Sunherd $version\"/" \
  docker/deb/sunherd.1 | gzip -9n >"$root/usr/share/man/man1/sunherd.1.gz"
cp README.md "$root/usr/share/doc/sunherd/"
mkdir "$root/usr/share/doc/sunherd/docs"
cp src/docs/*.md "$root/usr/share/doc/sunherd/docs/"
printf 'sunherd (%s) unstable; urgency=medium\n\n  * See /usr/share/doc/sunherd/docs/changelog.md.\n\n -- %s  %s\n' \
  "$version" "$(sed -n 's/^Maintainer: //p' docker/deb/control)" "$(LC_ALL=C date -u -R -d "@$epoch")" |
  gzip -9n >"$root/usr/share/doc/sunherd/changelog.gz"
cp docker/deb/copyright "$root/usr/share/doc/sunherd/"

for script in postinst prerm postrm; do
  cp docker/deb/$script "$root/DEBIAN/"
  chmod 755 "$root/DEBIAN/$script"
done
cp docker/deb/triggers "$root/DEBIAN/"
chmod -R u=rwX,go=rX "$root"
size=$(du -sk --apparent-size "$root/usr" | cut -f1)
sed "s/@VERSION@/$version/; s/@SIZE@/$size/" docker/deb/control >"$root/DEBIAN/control"
(cd "$root" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum >DEBIAN/md5sums)
find "$root" -exec touch -h -d "@$epoch" {} +
package=$to/sunherd_${version}_all.deb
dpkg-deb --root-owner-group -Zxz "$@" --build "$root" "$package" >&2
echo "$package"
