#!/bin/bash
# Makes the app, signs it from the inside out, and packs it: a disk image for people, a package for MDM. On a Mac alone.
#   make_dmg.sh [VERSION]
# KETAREF_SIGN_APP        the "Developer ID Application: ..." identity in the keychain; without it nothing is signed
# KETAREF_SIGN_INSTALLER  the "Developer ID Installer: ..." identity, for the package
# KETAREF_FROZEN_PYTHON   a universal2 Python of python.org, 3.11 or newer
set -euo pipefail

fail() {
  echo "Not made: $*" >&2
  exit 1
}

[ "$(uname -s)" = Darwin ] || fail "disk images and signatures are made on a Mac only."
for tool in codesign hdiutil pkgbuild productbuild lipo; do
  command -v "$tool" >/dev/null || fail "$tool is missing; install Xcode's command line tools: xcode-select --install"
done
python=${KETAREF_FROZEN_PYTHON:-}
[ -x "$python" ] || fail "KETAREF_FROZEN_PYTHON must name a Python of python.org (universal2)."
lipo "$("$python" -c 'import os, sys; print(os.path.realpath(sys.executable))')" -verify_arch x86_64 arm64 ||
  fail "$python is not universal2: the app would not start on half of the Macs."

here=$(cd "$(dirname "$0")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
version=${1:-$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' "$root/app/ketaref/__init__.py")}
dist=$root/dist
app="$dist/Ketamine Trauma Reference.app"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$python" "$root/build_spec/build.py" app --version "$version" --output "$dist"

sign() {
  codesign --force --timestamp --options runtime --sign "$KETAREF_SIGN_APP" "$@"
}

if [ -n "${KETAREF_SIGN_APP:-}" ]; then
  # Inside out, each part by itself: --deep would give every part the entitlements of the app, and miss some.
  find "$app/Contents" -type f \( -name '*.so' -o -name '*.dylib' -o -perm -u+x \) -print0 |
    while IFS= read -r -d '' part; do
      case $part in
        */MacOS/ketamine-reference | *.framework/*) continue ;;
      esac
      if file -b "$part" | grep -q 'Mach-O'; then sign "$part"; fi
    done
  find "$app/Contents" -type d -name '*.framework' -print0 |
    while IFS= read -r -d '' framework; do sign "$framework"; done
  sign --entitlements "$here/entitlements.plist" "$app"
  codesign --verify --strict --deep --verbose=2 "$app"
else
  echo "Note: KETAREF_SIGN_APP is not set. This app is for trying out: Gatekeeper refuses it on other Macs." >&2
fi
"$app/Contents/MacOS/ketamine-reference" --version

image=$dist/ketamine-trauma-reference-$version-macos.dmg
mkdir "$work/image"
# ditto keeps the links that hold the frameworks together; zip and cp -r do not.
ditto "$app" "$work/image/$(basename "$app")"
ln -s /Applications "$work/image/Applications"
rm -f "$image"
hdiutil create -quiet -volname "Ketamine Trauma Reference $version" -srcfolder "$work/image" -fs HFS+ -format UDZO "$image"
if [ -n "${KETAREF_SIGN_APP:-}" ]; then codesign --timestamp --sign "$KETAREF_SIGN_APP" "$image"; fi

package=$dist/ketamine-trauma-reference-$version-macos.pkg
mkdir "$work/root"
ditto "$app" "$work/root/$(basename "$app")"
pkgbuild --analyze --root "$work/root" "$work/component.plist"
# Else the installer replaces a copy that somebody keeps elsewhere, and /Applications gets nothing.
plutil -replace 0.BundleIsRelocatable -bool NO "$work/component.plist"
pkgbuild --root "$work/root" --component-plist "$work/component.plist" --identifier org.ketaref.pkg \
  --version "$version" --install-location /Applications --ownership recommended "$work/part.pkg"
if [ -n "${KETAREF_SIGN_INSTALLER:-}" ]; then
  productbuild --package "$work/part.pkg" --sign "$KETAREF_SIGN_INSTALLER" --timestamp "$package"
else
  productbuild --package "$work/part.pkg" "$package"
  echo "Note: KETAREF_SIGN_INSTALLER is not set; MDM refuses an unsigned package." >&2
fi
echo "$image"
echo "$package"
