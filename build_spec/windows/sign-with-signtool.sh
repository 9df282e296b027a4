#!/bin/sh
# Signs one file for Windows, in place, with Windows' own signtool, from Linux inside Windows (WSL): the certificate
# stays in Windows' store or on its token. build.ps1 names it in KETAREF_SIGN, and sets:
#   KETAREF_SIGN_TOOL        signtool.exe, as Linux sees it (/mnt/c/.../signtool.exe)
#   KETAREF_SIGN_THUMBPRINT  SHA-1 thumbprint of the certificate, 40 hexadecimal digits
#   KETAREF_SIGN_TIMESTAMP   address of an RFC 3161 time-stamp server
# signtool sees Windows' drives only, so a copy is signed in the folder KETAREF_SIGN_FOLDER, which lies on one.
set -eu
fail() { echo "sign-with-signtool.sh: $1" >&2; exit 1; }
if [ $# -ne 1 ] || [ ! -f "$1" ]; then fail "needs one file to sign"; fi
for name in KETAREF_SIGN_TOOL KETAREF_SIGN_THUMBPRINT KETAREF_SIGN_TIMESTAMP KETAREF_SIGN_FOLDER; do
    eval "[ -n \"\${$name:-}\" ]" || fail "$name is not set"
done
case $1 in *.exe | *.msi) ending=${1##*.} ;; *) ending=exe ;; esac      # signtool goes by the ending
copy=$KETAREF_SIGN_FOLDER/signing-$$.$ending
trap 'rm -f "$copy"' EXIT
cp "$1" "$copy"
"$KETAREF_SIGN_TOOL" sign /q /fd SHA256 /sha1 "$KETAREF_SIGN_THUMBPRINT" /tr "$KETAREF_SIGN_TIMESTAMP" /td SHA256 \
    /d "Ketamine Trauma Reference" "$(wslpath -w "$copy")"
cat "$copy" >"$1"           # keeps owner and mode
