#!/bin/sh
# Signs one file for Windows, in place, on Linux. Name it in KETAREF_SIGN (see artefacts/signing.py), and set:
#   KETAREF_SIGN_CERTIFICATE    PEM file with the certificate and those between it and the root
#   KETAREF_SIGN_KEY            PEM file with the key, or the PKCS#11 address of one in a token
#   KETAREF_SIGN_PKCS11_MODULE  library of the token, where the key is in one
#   KETAREF_SIGN_PASSWORD_FILE  file with the password or PIN, where there is one
#   KETAREF_SIGN_TIMESTAMP      address of an RFC 3161 time-stamp server: without one, the signature ends with the
#                               certificate, and computers refuse the program from that day on
set -eu
fail() { echo "sign-with-osslsigncode.sh: $1" >&2; exit 1; }
if [ $# -ne 1 ] || [ ! -f "$1" ]; then fail "needs one file to sign"; fi
command -v osslsigncode >/dev/null || fail "osslsigncode is missing; on Debian: apt-get install osslsigncode"
[ -n "${KETAREF_SIGN_CERTIFICATE:-}" ] || fail "KETAREF_SIGN_CERTIFICATE is not set"
[ -n "${KETAREF_SIGN_KEY:-}" ] || fail "KETAREF_SIGN_KEY is not set"
file=$1
set -- -h sha256 -certs "$KETAREF_SIGN_CERTIFICATE" -key "$KETAREF_SIGN_KEY" -n "Ketamine Trauma Reference"
[ -z "${KETAREF_SIGN_PKCS11_MODULE:-}" ] || set -- "$@" -pkcs11module "$KETAREF_SIGN_PKCS11_MODULE"
[ -z "${KETAREF_SIGN_PASSWORD_FILE:-}" ] || set -- "$@" -readpass "$KETAREF_SIGN_PASSWORD_FILE"
if [ -n "${KETAREF_SIGN_TIMESTAMP:-}" ]; then
    set -- "$@" -ts "$KETAREF_SIGN_TIMESTAMP"
else
    echo "sign-with-osslsigncode.sh: no KETAREF_SIGN_TIMESTAMP: the signature ends with the certificate" >&2
fi
signed=$file.signed
trap 'rm -f "$signed"' EXIT
osslsigncode sign "$@" -in "$file" -out "$signed" >/dev/null
cat "$signed" >"$file"      # keeps owner and mode
