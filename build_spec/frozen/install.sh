#!/bin/sh
# Installs this folder for every user of a machine (as root), or for one user. Nothing is downloaded, nothing is asked,
# and nothing starts afterwards. Exit codes: 0 done, 1 failed and nothing is changed, 2 usage.
set -eu
umask 022

NAME=ketamine-trauma-reference
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
LIST=installed-files.txt

usage() {
  cat <<END
usage: install.sh [--prefix DIR] [--share DIR] [--bin DIR] [--uninstall]

  --prefix DIR   where the program goes   (root: /opt/$NAME; else ~/.local/opt/$NAME)
  --share DIR    desktop entry and icons  (root: /usr/local/share; else ~/.local/share)
  --bin DIR      the two commands         (root: /usr/local/bin; else ~/.local/bin)
  --uninstall    remove what an installation with the same folders put there
END
}

fail() {
  printf '%s: %s\n' "install.sh" "$1" >&2
  exit 1
}

if [ "$(id -u)" = 0 ]; then
  prefix=/opt/$NAME share=/usr/local/share bin=/usr/local/bin
else
  home=${HOME:-}
  prefix=$home/.local/opt/$NAME share=$home/.local/share bin=$home/.local/bin
fi
uninstall=no
while [ $# -gt 0 ]; do
  case $1 in
    --prefix | --share | --bin)
      [ $# -gt 1 ] || { usage >&2; exit 2; }
      case $2 in /*) ;; *) printf 'install.sh: %s needs a path from / on\n' "$1" >&2; exit 2 ;; esac
      case $1 in --prefix) prefix=$2 ;; --share) share=$2 ;; --bin) bin=$2 ;; esac
      shift 2
      ;;
    --uninstall) uninstall=yes; shift ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done

remove_installed() {
  # Exactly what the list names, never a tree: a file that somebody else put beside it stays. Folders (with / at the
  # end) are those that the installation made; they go where nothing is left in them.
  while IFS= read -r file; do
    case $file in *..* | */) ;; /*) rm -f -- "$file" ;; esac
  done <"$1"
  cache=$share/applications/mimeinfo.cache
  refresh
  # What is left of the cache names no program: it was made for ours.
  if [ -f "$cache" ] && ! grep -q = "$cache"; then rm -f -- "$cache"; fi
}

remove_made() {
  # The folders of a list that an installation made, the innermost first, where nothing is left in them.
  grep '/$' "$1" | sort -r | while IFS= read -r folder; do rmdir -- "$folder" 2>/dev/null || true; done
}

refresh() {
  if command -v update-desktop-database >/dev/null 2>&1; then
    update-desktop-database -q "$share/applications" 2>/dev/null || true
  fi
}

make_folder() {
  if [ ! -d "$1" ]; then
    make_folder "$(dirname -- "$1")" && mkdir -- "$1" 2>/dev/null && printf '%s/\n' "$1" >>"$made"
  fi
}

remove_empty() {
  if [ -d "$1" ]; then find "$1" -depth -type d -empty -delete 2>/dev/null || true; fi
}

if [ "$uninstall" = yes ]; then
  [ -f "$prefix/$LIST" ] || fail "$prefix holds no installation of $NAME (no $LIST). Was it installed with --prefix?"
  copy=$(mktemp) || fail "no room for a temporary file"
  cp -- "$prefix/$LIST" "$copy"
  remove_installed "$copy"
  rm -f -- "$prefix/$LIST"
  remove_empty "$prefix"
  remove_made "$copy"
  rm -f -- "$copy"
  [ ! -e "$prefix" ] || printf 'Left in %s: files that this program did not install.\n' "$prefix"
  printf 'Removed. What users keep in their own folders stays theirs.\n'
  exit 0
fi

if [ ! -x "$HERE/ketamine-reference" ] || [ ! -d "$HERE/lib/ketaref" ]; then
  fail "$HERE is not the whole program; unpack the archive again"
fi
"$HERE/ketaref" --version >/dev/null 2>&1 || fail "the program does not start from $HERE. A folder mounted with noexec? An older system than glibc 2.36?"
if [ -e "$prefix" ] && [ ! -f "$prefix/$LIST" ]; then
  fail "$prefix is there already and was not put there by this script. Nothing was changed; choose another --prefix"
fi

# Everything is copied beside its place first, and changes places only when it is whole.
new=$prefix.new
rm -rf -- "$new"
made=$(mktemp) || fail "no room for a temporary file"
undo() {
  # On failure the folders that were made go again.
  rm -rf -- "$new"
  remove_made "$made"
  rm -f -- "$made"
}
trap undo EXIT
for folder in "$(dirname -- "$prefix")" "$bin" "$share"; do
  make_folder "$folder" || fail "$folder cannot be made (read-only? not root?). Nothing was changed"
done
mkdir -- "$new" 2>/dev/null || fail "$(dirname -- "$prefix") cannot be written to (read-only? not root?). Nothing was changed"
needed=$(du -sk "$HERE" | cut -f1)
free=$(df -Pk "$(dirname -- "$prefix")" | awk 'NR == 2 { print $4 }')
[ "$free" -gt "$needed" ] || fail "$(dirname -- "$prefix") has $((free / 1024)) MB free, and $((needed / 1024)) MB are needed. Nothing was changed"
for part in ketamine-reference ketaref python lib MANIFEST.sha256 build-info.json VERSION install.sh share; do
  cp -R -- "$HERE/$part" "$new/" || fail "copying to $new failed (no space left?). Nothing was changed"
done

{
  find "$new" ! -type d | sed "s|^$new|$prefix|"
  (cd "$HERE/share" && find . -type f) | sed "s|^\.|$share|"
  printf '%s\n' "$bin/ketamine-reference" "$bin/ketaref"
} >"$new/$LIST"

if [ -f "$prefix/$LIST" ]; then
  old=$(mktemp) || fail "no room for a temporary file"
  cp -- "$prefix/$LIST" "$old"
  grep '/$' "$old" >>"$made" || true
  mv -- "$prefix" "$prefix.old"
  mv -- "$new" "$prefix" || { mv -- "$prefix.old" "$prefix"; fail "$prefix could not be replaced. The earlier version is in place"; }
  # Of the earlier version nothing stays, here or where desktops look; the program's folder is gone as a whole.
  grep -v -e '/$' "$old" | while IFS= read -r file; do
    case $file in "$prefix"/*) ;; *) rm -f -- "$file" ;; esac
  done
  rm -rf -- "$prefix.old" "$old"
else
  mv -- "$new" "$prefix"
fi
(cd "$HERE/share" && find . -type f) | while IFS= read -r file; do
  make_folder "$share/$(dirname -- "${file#./}")"
  cp -- "$HERE/share/$file" "$share/$file"
done
entry=$share/applications/$NAME.desktop
sed -e "s|^Exec=ketamine-reference|Exec=\"$prefix/ketamine-reference\"|" -e "s|^TryExec=.*|TryExec=$prefix/ketamine-reference|" \
  "$HERE/share/applications/$NAME.desktop" >"$entry"
ln -sf -- "$prefix/ketamine-reference" "$bin/ketamine-reference"
ln -sf -- "$prefix/ketaref" "$bin/ketaref"
refresh
sort -u "$made" >>"$prefix/$LIST"
: >"$made"
printf 'Installed %s in %s. Try: %s\n' "$(cat "$prefix/VERSION")" "$prefix" "$bin/ketamine-reference --selftest"
