#!/bin/sh
# natives.sh LIB ARCH TO: puts the native code that the jars in LIB carry for ARCH (as Docker names
# it) into TO, so that a running hub unpacks nothing, and takes that of all platforms out of the jars.
set -eu
lib=$(cd "$1" && pwd)
case $2 in
  amd64) jna=linux-x86-64 serial=x86_64 sqlite=x86_64 ;;
  arm64) jna=linux-aarch64 serial=armv8_64 sqlite=aarch64 ;;
  arm) jna=linux-arm serial=armv7hf sqlite=armv7 ;;
  *) echo "There is no native code for $2: use amd64, arm64 or arm." >&2; exit 1 ;;
esac
mkdir -p "$3"
to=$(cd "$3" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
take() { # take JAR PATH: a jar without the file is a new version that keeps it elsewhere
  jar xf "$1" "$2"
  mv "$2" "$to/"
}
for jar in "$lib"/jna-*.jar; do take "$jar" "com/sun/jna/$jna/libjnidispatch.so"; done
for jar in "$lib"/hid4java-*.jar; do take "$jar" "$jna/libhidapi.so"; done
for jar in "$lib"/hid4java-*.jar; do take "$jar" "$jna/libhidapi-libusb.so"; done
for jar in "$lib"/jSerialComm-*.jar; do take "$jar" "Linux/$serial/libjSerialComm.so"; done
for jar in "$lib"/sqlite-jdbc-*.jar; do take "$jar" "org/sqlite/native/Linux/$sqlite/libsqlitejdbc.so"; done

for jar in "$lib"/jna-*.jar "$lib"/hid4java-*.jar "$lib"/jSerialComm-*.jar "$lib"/sqlite-jdbc-*.jar; do
  mkdir jar
  (cd jar && jar xf "$jar")
  find jar -type f \( -name '*.so' -o -name '*.dll' -o -name '*.dylib' -o -name '*.jnilib' -o -name '*.a' \) -delete
  jar cfM "$jar" -C jar .
  rm -r jar
done
