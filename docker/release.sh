#!/bin/sh
# release.sh [TO]: makes of the commit that is checked out what a release is, in the folder TO (target/release):
# the Debian package, the image where there is a Docker engine, what is inside (CycloneDX), and SHA256SUMS of all.
#
# The version is that of the commit's tag, vX.Y.Z or vX.Y.Z-rc.N, which has to head src/docs/changelog.md, too; without a tag it
# is the SNAPSHOT of the pom. What is not committed is not in it. The same commit, Java and Maven make the same bytes wherever
# and whenever, but for the image, which takes Debian's packages as they are that day. Tests are not run: mvn verify.
set -eu
umask 022
cd "$(dirname "$0")/.."
mkdir -p "${1:-target/release}"
to=$(cd "${1:-target/release}" && pwd)
fail() { echo "$1" >&2; exit 1; }

for tool in git mvn java dpkg-deb sha256sum; do
  command -v $tool >/dev/null || fail "$tool is missing: apt-get install git maven default-jdk-headless dpkg coreutils"
done
commit=$(git rev-parse --verify HEAD)
# A release comes before the candidates of the same commit.
tag=$(git tag --points-at HEAD 'v[0-9]*' | sort -t- -k2,2 -s | head -n 1)
if [ -n "$tag" ]; then
  version=${tag#v}
  echo "$version" | grep -qxE '[0-9]+\.[0-9]+\.[0-9]+(-rc\.[0-9]+)?' || fail "The tag $tag is no version: name it vX.Y.Z or vX.Y.Z-rc.N."
  newest=$(git show "$commit:src/docs/changelog.md" | sed -n '/^## /{s/^## //;s/ (.*//;p;q}')
  [ "$newest" = "${version%-rc.*}" ] || fail "src/docs/changelog.md begins with $newest: let it begin with \"## ${version%-rc.*} (DATE)\", commit that, and tag it $tag."
else
  version=$(git show "$commit:pom.xml" | sed -n 's:.*<revision>\(.*\)</revision>.*:\1:p')
  echo "This commit has no tag, so this is no release, but $version." >&2
fi
[ -z "$(git status --porcelain)" ] || echo "There are changes that are not committed: they are not in it." >&2
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct "$commit")
export SOURCE_DATE_EPOCH

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git archive "$commit" | tar -x -C "$work"
cd "$work"
mvn -q -B -ntp -DskipTests -Drevision="$version" \
  -Dproject.build.outputTimestamp="$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)" package cyclonedx:makeBom >&2
rm -f "$to"/sunherd_*_all.deb "$to"/sunherd-*.cdx.json "$to"/sunherd-*-image-*.tar.gz "$to/SHA256SUMS"
docker/deb.sh "$to" >/dev/null
cp target/bom.json "$to/sunherd-$version.cdx.json"

if docker info >/dev/null 2>&1; then
  docker build -q -f docker/Dockerfile --build-arg VERSION="$version" --build-arg REVISION="$commit" -t "sunherd:$version" . >&2
  docker save "sunherd:$version" | gzip -n >"$to/sunherd-$version-image-$(docker image inspect -f '{{.Architecture}}' "sunherd:$version").tar.gz"
else
  echo "There is no Docker engine here, so the image is not made. Where one is: docker/release.sh again, on the same commit." >&2
fi
(cd "$to" && sha256sum sunherd[_-]* >SHA256SUMS && cat SHA256SUMS)
