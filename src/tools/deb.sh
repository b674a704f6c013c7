#!/bin/sh
# SPDX-License-Identifier: MIT
# deb.sh BUILD: makes BUILD/broadsheet_VERSION_ARCH.deb with Debian's own tools, from a copy of the sources in
# which src/tools/debian stands where these want it. Whoever it is made by signs it: DEBFULLNAME and DEBEMAIL,
# as Debian's tools have them.
set -eu
build=$1
read -r version commit <<END
$(sh src/tools/version.sh --plain)
END
tree=$build/deb/broadsheet-$version
rm -rf "$build/deb"
mkdir -p "$tree"
cp -r Makefile LICENSE README.md src sql templates public docs "$tree"
rm -rf "$tree/public/fonts"
mv "$tree/src/tools/debian" "$tree/debian"
who="${DEBFULLNAME:-The Broadsheet authors} <${DEBEMAIL:-$(id -un)@$(hostname)}>"
sed -i "s/^Maintainer:.*/Maintainer: $who/" "$tree/debian/control"
# There is no git in the copy: this is where its version comes from.
echo "$version $commit" >"$tree/src/tools/version"
cat >"$tree/debian/changelog" <<END
broadsheet ($version) unstable; urgency=medium

  * Made from commit $commit.

 -- $who  $(date -R)
END
(cd "$tree" && dpkg-buildpackage -b -us -uc -j"$(nproc)") >"$build/deb/log" 2>&1 || {
    tail -n 40 "$build/deb/log" >&2
    echo "deb: the package could not be made; all of it is in $build/deb/log" >&2
    exit 1
}
rm -f "$build"/broadsheet_*.deb
for made in "$build"/deb/broadsheet_*.deb; do
    mv "$made" "$build/"
    echo "$build/${made##*/}"
done
