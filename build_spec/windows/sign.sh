#!/bin/sh
# Signs one file for Windows from the Windows Subsystem for Linux: build.ps1 names this script in KETAREF_SIGN.
# Written without a Windows machine, and never run. On Linux proper, name a script of your own that calls osslsigncode
# with your key: `osslsigncode sign -h sha256 -certs CERT.pem -key KEY.pem -ts URL -in FILE -out SIGNED`.
set -eu
file=$1
: "${KETAREF_THUMBPRINT:?the thumbprint of the certificate}" "${KETAREF_TIMESTAMP_URL:?the time stamp server}"
tool=$(ls /mnt/c/Program\ Files\ \(x86\)/Windows\ Kits/10/bin/*/x64/signtool.exe | sort | tail -n 1)
exec "$tool" sign /sha1 "$KETAREF_THUMBPRINT" /fd SHA256 /tr "$KETAREF_TIMESTAMP_URL" /td SHA256 \
    /d "Ketamine Trauma Reference" "$(wslpath -w "$file")"
