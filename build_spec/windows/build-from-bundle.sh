#!/bin/sh
# Builds both Windows installers from a git bundle, on Linux. build.ps1 calls it inside Windows (WSL), where building on
# a Windows drive itself would be slow, and would lose file modes; it works on any Linux alike.
#   build-from-bundle.sh BUNDLE OUTPUT VERSION PYTHON_ZIP|stand-in
set -eu
[ $# -eq 4 ] || { echo "usage: build-from-bundle.sh BUNDLE OUTPUT VERSION PYTHON_ZIP|stand-in" >&2; exit 2; }
bundle=$(realpath "$1")
output=$(realpath "$2")
version=$3
python=$4
[ "$python" = stand-in ] || python=$(realpath "$python")
work=$(mktemp -d "${TMPDIR:-/tmp}/ketaref-windows.XXXXXX")
trap 'rm -rf "$work"' EXIT
git -c advice.detachedHead=false clone --quiet "$bundle" "$work/tree"
# The command that signs lies in the clone: its path is known only now.
if [ -n "${KETAREF_SIGN_SCRIPT:-}" ]; then
    export KETAREF_SIGN="$work/tree/build_spec/windows/$KETAREF_SIGN_SCRIPT"
fi
KETAREF_PYTHON_ZIP=$python python3 "$work/tree/build_spec/build.py" msi nsis --version "$version" --output "$work/dist"
for file in "$work/dist"/*; do
    cp "$file" "$output/"
done
