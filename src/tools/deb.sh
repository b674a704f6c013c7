#!/bin/sh
# SPDX-License-Identifier: MIT
# deb.sh BUILD: builds BUILD/broadsheet_VERSION_ARCH.deb with Debian's own tools, from a copy of the sources with
# src/tools/debian moved to where the tools expect it. The maintainer is taken from DEBFULLNAME and DEBEMAIL, as
# usual with Debian's tools.
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
# The copy has no git, so its version comes from this file.
echo "$version $commit" >"$tree/src/tools/version"
cat >"$tree/debian/changelog" <<END
broadsheet ($version) unstable; urgency=medium

  * Made from commit $commit.

 -- $who  $(date -R)
END
(cd "$tree" && dpkg-buildpackage -b -us -uc -j"$(nproc)") >"$build/deb/log" 2>&1 || {
    tail -n 40 "$build/deb/log" >&2
    echo "deb: cannot build the package; the whole log is $build/deb/log" >&2
    exit 1
}
rm -f "$build"/broadsheet_*.deb
for made in "$build"/deb/broadsheet_*.deb; do
    mv "$made" "$build/"
    echo "$build/${made##*/}"
done
