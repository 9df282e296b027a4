#!/bin/sh
# Puts the portable folder in place, replaces an earlier one, or removes it. Asks nothing and needs no network.
set -eu
umask 022
LC_ALL=C
export LC_ALL

program="Ketamine Trauma Reference"
name=ketamine-trauma-reference

usage() {
  cat <<END
usage: install.sh [--user] [--prefix FOLDER] [--link-dir FOLDER] [--share-dir FOLDER] [--skip-test]
       install.sh --uninstall [--user] [--prefix FOLDER]

Installs the $program from the folder that this script lies in, for every user of the machine (as root), or
for one (--user). An earlier version in the same place is replaced in one step.

  --user              install for yourself alone: below ~/.local
  --prefix FOLDER     where the program goes (default /opt/$name; with --user ~/.local/opt/$name)
  --link-dir FOLDER   where the commands ketamine-reference and ketaref go (default /usr/local/bin; ~/.local/bin)
  --share-dir FOLDER  where desktop entry, icons and manual pages go (default /usr/local/share; ~/.local/share)
  --skip-test         do not start the program once before it is put in place
  --uninstall         remove what was installed, and nothing else

Exit status: 0 done, 1 the copy is damaged, 2 usage, 3 no permission or read-only, 4 no space, 5 something else is in
the way, 6 the program does not start here, 7 nothing is installed there.
END
}

fail() { # fail STATUS WHAT-IS-WRONG-AND-WHAT-TO-DO
  status=$1
  shift
  printf 'Not done: %s\n' "$*" >&2
  exit "$status"
}

say() { printf '%s\n' "$*"; }

source_folder=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
for_user=no
uninstall=no
test_it=yes
prefix=
links=
share=

while [ $# -gt 0 ]; do
  case $1 in
    --user) for_user=yes ;;
    --uninstall) uninstall=yes ;;
    --skip-test) test_it=no ;;
    --help | -h)
      usage
      exit 0
      ;;
    --prefix | --link-dir | --share-dir)
      [ $# -ge 2 ] || fail 2 "$1 needs a folder; see --help."
      case $1 in
        --prefix) prefix=$2 ;;
        --link-dir) links=$2 ;;
        --share-dir) share=$2 ;;
      esac
      shift
      ;;
    *) fail 2 "$1 is not understood here; see --help." ;;
  esac
  shift
done

if [ $for_user = yes ]; then
  [ -n "${HOME:-}" ] || fail 2 "--user needs a home folder, and HOME names none."
  base=$HOME/.local
  : "${prefix:=$base/opt/$name}" "${links:=$base/bin}" "${share:=$base/share}"
elif [ -z "$prefix" ] && [ $uninstall = yes ] && [ -f "$source_folder/installed-files.txt" ]; then
  prefix=$source_folder
fi
: "${prefix:=/opt/$name}" "${links:=/usr/local/bin}" "${share:=/usr/local/share}"

for folder in "$prefix" "$links" "$share"; do
  case $folder in
    /*) ;;
    *) fail 2 "$folder must be a whole path, from / on." ;;
  esac
  # A desktop entry cannot name a command with these, whatever is done about it; and lists are kept by lines.
  case $folder in
    *[\"\`\$\\%\;]* | *'
'*) fail 2 "$folder must not hold quotes, backslashes, \$, %, ; or line breaks." ;;
    */ | */. | */.. | */./* | */../* | *//*) fail 2 "$folder must be written plainly, without /./, /../ or / at its end." ;;
  esac
done

list=$prefix/installed-files.txt

# --- what is needed of the machine -----------------------------------------------------------------------------------

nearest() { # the nearest folder above $1 that exists
  above=$1
  while [ ! -d "$above" ]; do
    if [ -e "$above" ] || [ -L "$above" ]; then
      fail 5 "$above is in the way: it is no folder. Move it, or choose another place."
    fi
    above=$(dirname -- "$above")
  done
  printf '%s\n' "$above"
}

need_write() { # need_write FOLDER: that it, or the folder it will be made in, can be written to
  there=$(nearest "$1")
  [ -w "$there" ] && return 0
  if [ "$(id -u)" = 0 ]; then
    fail 3 "$there is read-only. Mount it writable, or choose another place with --prefix, --link-dir and --share-dir."
  fi
  fail 3 "you may not write to $there. Run this as root (sudo $0), or install for yourself alone with --user."
}

refresh() { # tell desktops which programs there are; a list that has become empty goes
  applications=$share/applications
  cache=$applications/mimeinfo.cache
  if ls "$applications"/*.desktop >/dev/null 2>&1; then
    if command -v update-desktop-database >/dev/null 2>&1; then
      update-desktop-database -q "$applications" || say "Note: update-desktop-database failed; links may open only after the next login."
    fi
  elif [ -f "$cache" ]; then
    rm -f -- "$cache"
  fi
  icons=$share/icons/hicolor
  if [ -f "$icons/icon-theme.cache" ] && command -v gtk-update-icon-cache >/dev/null 2>&1; then
    gtk-update-icon-cache -q -f "$icons" || :
  fi
}

listed() { [ -f "$list" ] && grep -F -x -q -e "$1" -- "$list"; }

# --- removal ---------------------------------------------------------------------------------------------------------

forget() { # forget LIST: remove the files that it names, then the folders that are empty now, innermost first
  while IFS= read -r path; do
    case $path in
      */) ;;
      *) rm -f -- "$path" ;;
    esac
  done <"$1"
  sort -r -- "$1" | while IFS= read -r path; do
    case $path in
      */) rmdir -- "${path%/}" 2>/dev/null || : ;;
    esac
  done
}

if [ $uninstall = yes ]; then
  [ -f "$list" ] || fail 7 "$prefix holds no $program that this script installed."
  need_write "$prefix"
  need_write "$(dirname -- "$prefix")"
  share=$(sed -n 's|/applications/'"$name"'\.desktop$||p' <"$list" | grep -v -F -e "$prefix/" | head -n 1)
  need_write "$share"
  kept=$(mktemp "${TMPDIR:-/tmp}/$name.XXXXXX") || fail 4 "no list can be kept in ${TMPDIR:-/tmp}."
  cp -- "$list" "$kept"
  forget "$kept"
  # Desktops' own list lies among the entries: once it is gone, their folder may be empty too.
  refresh
  forget "$kept"
  rm -f -- "$kept"
  if [ -d "$prefix" ]; then
    say "Removed. These are not from the installation and stay:"
    find "$prefix" ! -type d
  else
    say "Removed: $prefix"
  fi
  exit 0
fi

# --- installation ----------------------------------------------------------------------------------------------------

[ -f "$source_folder/MANIFEST.sha256" ] || fail 1 "$source_folder is no unpacked $program."
[ "$source_folder" != "$prefix" ] || fail 5 "this is the installed copy itself; run install.sh of the folder that you unpacked."

need_write "$(dirname -- "$prefix")"
need_write "$links"
need_write "$share"

# What an installation left that was cut off in the middle (power, kill -9).
for left in "$prefix".old.* "$prefix".new.*; do
  if [ ! -d "$left" ] || kill -0 "${left##*.}" 2>/dev/null; then continue; fi
  case $left in
    *.old.*) if [ ! -e "$prefix" ]; then mv -- "$left" "$prefix"; else rm -rf -- "$left"; fi ;;
    *.new.*) rm -rf -- "$left" ;;
  esac
done

if [ -e "$prefix" ] || [ -L "$prefix" ]; then
  if [ ! -f "$list" ] && { [ ! -d "$prefix" ] || [ -n "$(ls -A -- "$prefix")" ]; }; then
    fail 5 "$prefix is there and was not installed by this script. Move it, or choose another --prefix."
  fi
  foreign=$(find "$prefix" ! -type d | while IFS= read -r path; do listed "$path" || printf '%s\n' "$path"; done)
  [ -z "$foreign" ] || fail 5 "these files in $prefix are not from an installation, and would be lost; move them: $foreign"
fi

outside() { # every file outside the folder: its place, and where it comes from below share/
  printf '%s\n' "$links/ketamine-reference" "$links/ketaref"
  (cd -- "$source_folder/share" && find . -type f) | sed "s|^\.|$(printf '%s' "$share" | sed 's/[&|]/\\&/g')|"
}
in_way=$(outside | while IFS= read -r path; do
  if { [ -e "$path" ] || [ -L "$path" ]; } && ! listed "$path"; then printf '%s\n' "$path"; fi
done)
[ -z "$in_way" ] || fail 5 "this is there and was not installed by this script; remove it (or the package that it is from): $in_way"

needed=$(du -sk -- "$source_folder" | cut -f 1)
parent=$(nearest "$(dirname -- "$prefix")")
free=$(df -Pk -- "$parent" | awk 'NR == 2 { print $4 }')
[ "$free" -gt $((needed + 1024)) ] || fail 4 "$parent has $((free / 1024)) MB free, and $((needed / 1024 + 1)) MB are needed."

before= # folders that are made for the installation, and go with it
for path in "$(dirname -- "$prefix")" "$links" "$(outside | sed 's|/[^/]*$||' | sort -u)"; do
  before="$before$path
"
done
made_folders() {
  printf '%s' "$before" | while IFS= read -r path; do
    while [ -n "$path" ] && [ ! -d "$path" ]; do
      printf '%s/\n' "$path"
      path=$(dirname -- "$path")
    done
  done | sort -u
  if [ -f "$list" ]; then grep -v -F -e "$prefix/" -- "$list" | grep '/$' || :; fi
}
folders=$(made_folders)

stage=$prefix.new.$$
old=$prefix.old.$$
undo() {
  rm -rf -- "$stage"
  # Cut short between the two steps: the earlier version goes back.
  if [ -d "$old" ] && [ ! -e "$prefix" ]; then mv -- "$old" "$prefix"; fi
}
trap undo EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

mkdir -p -- "$(dirname -- "$prefix")"
mkdir -- "$stage" || fail 3 "$stage cannot be made."
for part in "$source_folder"/*; do
  # What was kept beside a portable program is a user's, and no part of it.
  if [ "${part##*/}" = portable-data ]; then continue; fi
  cp -R -- "$part" "$stage/" || fail 4 "not everything could be copied to $stage; is there space, and are all files readable?"
done
chmod -R u+rwX,go+rX,go-w -- "$stage"
rm -f -- "$stage/installed-files.txt"
if command -v sha256sum >/dev/null 2>&1; then
  (cd -- "$stage" && sha256sum --quiet -c MANIFEST.sha256) >/dev/null 2>&1 ||
    fail 1 "the copy is not what was released (MANIFEST.sha256). Unpack the archive again, or get it again."
fi

try() { # try COMMAND...: start it as a user without anything would; its words on failure
  test_home=$(mktemp -d "${TMPDIR:-/tmp}/$name.XXXXXX")
  if said=$(cd / && env -i PATH="$PATH" HOME="$test_home" QT_QPA_PLATFORM=offscreen "$@" 2>&1); then
    rm -rf -- "$test_home"
    return 0
  else
    started=$?
  fi
  rm -rf -- "$test_home"
  [ "$started" = 126 ] && fail 6 "$(dirname -- "$prefix") lies on a file system that is mounted noexec. Choose another --prefix."
  fail 6 "the program does not start on this machine (it needs glibc 2.35, fontconfig, freetype, D-Bus, X11 and OpenGL libraries, as every desktop has them); --skip-test installs it all the same. It said: $said"
}
if [ $test_it = yes ]; then
  try "$stage/ketaref" content info
  try "$stage/ketamine-reference" --measure-start
fi

# The command of the desktop entry and the folder of the metadata are those of this place.
entry=share/applications/$name.desktop
sed -e "s|^Exec=.*|Exec=\"$(printf '%s' "$prefix" | sed 's/[&|]/\\&/g')/ketamine-reference\" %u|" \
  -e "s|^TryExec=.*|TryExec=$(printf '%s' "$prefix" | sed 's/[&|]/\\&/g')/ketamine-reference|" \
  <"$source_folder/$entry" >"$stage/$entry"

{
  find "$stage" ! -type d | sed "s|^$(printf '%s' "$stage" | sed 's/[][\.*^$|]/\\&/g')|$(printf '%s' "$prefix" | sed 's/[&|]/\\&/g')|"
  find "$stage" -type d | sed -e "s|^$(printf '%s' "$stage" | sed 's/[][\.*^$|]/\\&/g')|$(printf '%s' "$prefix" | sed 's/[&|]/\\&/g')|" -e 's|$|/|'
  printf '%s\n' "$prefix/installed-files.txt"
  outside
  printf '%s\n' "$folders"
} | grep . | sort -u >"$stage/installed-files.txt"

earlier=
if [ -f "$list" ]; then
  earlier=$(while IFS= read -r path; do
    case $path in
      "$prefix"/* | */) ;;
      *) printf '%s\n' "$path" ;;
    esac
  done <"$list")
fi
if [ -d "$prefix" ]; then
  mv -- "$prefix" "$old" || fail 3 "$prefix cannot be renamed."
fi
mv -- "$stage" "$prefix" || fail 3 "$stage cannot be renamed to $prefix."
rm -rf -- "$old"
trap - EXIT

mkdir -p -- "$links"
for command in ketamine-reference ketaref; do
  ln -s -f -- "$prefix/$command" "$links/$command"
done
(cd -- "$prefix/share" && find . -type f) | while IFS= read -r path; do
  path=${path#./}
  mkdir -p -- "$(dirname -- "$share/$path")"
  cp -- "$prefix/share/$path" "$share/$path"
done
# What an earlier version had outside, and this one has not.
printf '%s\n' "$earlier" | while IFS= read -r path; do
  if [ -n "$path" ] && ! listed "$path"; then rm -f -- "$path"; fi
done
refresh
say "Installed: $("$prefix/ketaref" --version 2>/dev/null || echo "$program"), in $prefix"
case :$PATH: in
  *":$links:"*) ;;
  *) say "Note: $links is not on the PATH; start $links/ketamine-reference, or from the desktop's menu." ;;
esac
