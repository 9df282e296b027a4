#!/bin/bash
# Has Apple check what make_dmg.sh made, and staples the answer to it, so that a Mac without a network can see it.
#   notarise.sh FILE.dmg FILE.pkg ...
# KETAREF_NOTARY_PROFILE  the name under which `xcrun notarytool store-credentials` keeps the account in the keychain
set -euo pipefail

fail() {
  echo "Not notarised: $*" >&2
  exit 1
}

[ "$(uname -s)" = Darwin ] || fail "Apple's tools run on a Mac only."
[ $# -gt 0 ] || fail "name the disk image and the package: notarise.sh FILE.dmg FILE.pkg"
[ -n "${KETAREF_NOTARY_PROFILE:-}" ] || fail "KETAREF_NOTARY_PROFILE must name a profile of notarytool store-credentials."

for file in "$@"; do
  [ -f "$file" ] || fail "there is no $file."
  told=$(mktemp)
  # notarytool ends with 0 even where Apple refuses; the answer is in what it says.
  xcrun notarytool submit "$file" --keychain-profile "$KETAREF_NOTARY_PROFILE" --wait --output-format plist >"$told"
  state=$(plutil -extract status raw "$told")
  number=$(plutil -extract id raw "$told")
  rm -f "$told"
  if [ "$state" != Accepted ]; then
    xcrun notarytool log "$number" --keychain-profile "$KETAREF_NOTARY_PROFILE" >&2 || true
    fail "$file: $state. What Apple found stands above."
  fi
  xcrun stapler staple "$file"
  xcrun stapler validate "$file"
  case $file in
    *.pkg) spctl --assess --type install --verbose=2 "$file" ;;
    *) spctl --assess --type open --context context:primary-signature --verbose=2 "$file" ;;
  esac
done
