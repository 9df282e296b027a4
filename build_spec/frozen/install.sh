#!/bin/sh
# Puts the portable folder in place, replaces an earlier one, or removes it. Asks nothing and needs no network.
set -eu
umask 022
export LC_ALL=C

program="Ketamine Trauma Reference"
name=ketamine-trauma-reference record=installed-files.txt
entry=share/applications/$name.desktop

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

Exit status: 0 done, 1 the copy is damaged or a command of the system failed, 2 usage, 3 no permission or read-only,
4 no space, 5 something else is in the way, 6 the program does not start here, 7 nothing is installed there.
Whatever stops it, the earlier version stays or is put back; after a power cut or kill -9, start it again.
END
}
fail() { # fail STATUS WHAT-IS-WRONG-AND-WHAT-TO-DO
  (printf 'Not done: %s\n' "$2" >&2) || :
  exit "$1"
}

# Nothing stops half-way because nobody can be told: output closed, full, or a pipe that nobody reads.
true 9>&2 || exec 2>/dev/null
{ true 9>&1; } 2>/dev/null || exec >/dev/null
say() { (printf '%s\n' "$*") 2>/dev/null || :; }

source_folder=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
cd / # the folder that this was started in may be one that goes
for_user=no uninstall=no test_it=yes prefix='' links='' share=''

while [ $# -gt 0 ]; do
  case $1 in --prefix | --link-dir | --share-dir) [ -n "${2:-}" ] || fail 2 "$1 needs a folder; see --help." ;; esac
  case $1 in
    --user) for_user=yes ;;
    --uninstall) uninstall=yes ;;
    --skip-test) test_it=no ;;
    --prefix) prefix=$2 && shift ;;
    --link-dir) links=$2 && shift ;;
    --share-dir) share=$2 && shift ;;
    --help | -h) usage; exit 0 ;;
    *) fail 2 "$1 is not understood here; see --help." ;;
  esac
  shift
done

if [ $for_user = yes ]; then
  [ -n "${HOME:-}" ] || fail 2 "--user needs a home folder, and HOME names none."
  base=${HOME%/}/.local
  : "${prefix:=$base/opt/$name}" "${links:=$base/bin}" "${share:=$base/share}"
elif [ -z "$prefix" ] && [ $uninstall = yes ] && [ -f "$source_folder/$record" ]; then
  prefix=$source_folder
fi
: "${prefix:=/opt/$name}" "${links:=/usr/local/bin}" "${share:=/usr/local/share}"

for folder in "$prefix" "$links" "$share"; do
  # A desktop entry cannot name a command with these, whatever is done about it; and lists are kept by lines.
  case $folder in
    *[\"\`\$\\%\;[:cntrl:]]*) fail 2 "$folder must not hold quotes, backslashes, \$, %, ;, line breaks or other control characters." ;;
    */ | */. | */.. | */./* | */../* | *//*) fail 2 "$folder must be written plainly, without /./, /../ or / at its end." ;;
    [!/]*) fail 2 "$folder must be a whole path, from / on." ;;
  esac
done

# --- what is there ---------------------------------------------------------------------------------------------------

there() { [ -e "$1" ] || [ -L "$1" ]; }
nearest() { # the nearest folder above $1 that exists
  if [ -d "$1" ]; then printf '%s\n' "$1"; elif ! there "$1"; then nearest "$(dirname -- "$1")"; else
    fail 5 "$1 is in the way: it is no folder. Move it, or choose another place."
  fi
}
real() { readlink -m -- "$1"; } # where a folder lies once links are followed, whether it is there or not
foreign() { # of what find is to look at, links, which have all of the bits, and what others than the caller and root may write to
  find "$@" \( ! -user 0 ! -user "$(id -u)" -o -perm -020 -o -perm -002 \) -printf '%p/\n'
}
mine() { # whether nobody but the caller, or root, can have written to a folder and its list
  [ -f "$1/$record" ] && [ -z "$(foreign "$1/." "$1/$record" -prune 2>&1)" ]
}

# By way of a link the same folder has another name: what counts is the one that its list has.
if mine "$prefix"; then
  placed=$(sed -n "s|/$record\$||p" <"$prefix/$record" | head -n 1)
  if [ -d "$placed" ] && [ "$(real "$placed")" = "$(real "$prefix")" ]; then prefix=$placed; fi
fi
[ ! -L "$prefix" ] || fail 5 "$prefix is a link. Remove it, or give the folder itself: --prefix $(real "$prefix")"
list=$prefix/$record

ours() { # ours FOLDER: whether an installation into $prefix made it: its list, which is there first and goes last, says so
  [ ! -L "$1" ] && mine "$1" && grep -F -x -q -e "$list" -- "$1/$record"
}
cut_off() { # cut_off old|new: folders of an installation that was cut off; those of others may be named alike
  for left in "$prefix.$1".*; do
    case ${left#"$prefix.$1."} in *[!0-9]*) ;; *) if ours "$left"; then printf '%s\n' "$left"; fi ;; esac
  done
}
possible() { # of the lines of a list those that this script can have written; folders, which only go when empty, end with /
  while IFS= read -r path; do
    case $path in
      [!/]* | *//* | */./* | */../* | */. | */..) ;;
      "$prefix"/* | */ | */ketamine-reference | */ketaref | */applications/$name.desktop | */icons/hicolor/*/$name.[ps][nv]g | \
        */man/man1/ketamine-reference*.1.gz | */man/man1/ketaref*.1.gz | */metainfo/org.ketaref.KetamineTraumaReference.metainfo.xml) printf '%s\n' "$path" ;;
    esac
  done
}
known() { # every path that this version, or one whose replacement was cut off, put in place
  { if ours "$prefix"; then printf '%s\n' "$prefix"; fi; cut_off old; } |
    while IFS= read -r folder; do possible <"$folder/$record"; done | sort -u
}
released() { # what a release has, but for its folders
  { sed -n 's/^[0-9a-f]\{64\}  //p' && printf '%s\n' MANIFEST.sha256 "$entry"; } <"$1/MANIFEST.sha256" | sort -u
}
outside_of() { # where what a release has for places outside goes
  printf '%s\n' "$links/ketamine-reference" "$links/ketaref"
  released "$1" | sed -n "s|^share/|$(escaped "$share")/|p"
}
write_list() { # write_list FOLDER: of the lines given; its own is the last, so that a list that was cut short lacks it
  lines=$(grep -F -x -v -e '' -e "$list" | sort -u)
  printf '%s\n' "$lines" "$list" >"$1/$record.new"
  chmod go-w -- "$1/$record.new" # whatever a parent folder hands down
  mv -f -- "$1/$record.new" "$1/$record"
}
apart() { awk -v inside="$prefix/" '$0 != "" && index($0, inside) != 1'; } # of the paths given those outside the program
as_placed() { # whether a path outside still has what this script puts there: a link to the program, or a plain file
  case ${1##*/} in
    ketamine-reference | ketaref) [ -L "$1" ] && [ "$(readlink -- "$1")" = "$prefix/${1##*/}" ] ;;
    *) [ -f "$1" ] && [ ! -L "$1" ] ;;
  esac
}
escaped() { printf '%s' "$1" | sed 's/[&|]/\\&/g'; }
contents() { # contents FOLDER: all that is in it, as if it were $prefix
  (cd -- "$1" && find . -type d -exec printf '%s/\n' {} + -o -print) | sed "s|^\.|$(escaped "$prefix")|"
}
strangers() { # what is not from an installation in one
  contents "$1" | grep -F -x -v -f "$1/$record" | awk -v from="$prefix" -v to="$1" '{ print to substr($0, length(from) + 1) }'; }

refuse_strangers() { # of the folders given: they would be lost
  while IFS= read -r folder; do
    found=$(strangers "$folder")
    [ -z "$found" ] || fail 5 "in $folder these are not from an installation, and would be lost; move them: $found"
  done
}
with_folders() { # the paths given, and the folders of the program that they lie in, as lists have them
  awk -v top="$prefix/" '{ print } index($0, top) == 1 { while (sub("[^/]*/?$", "") && length($0) >= length(top)) print }' | sort -u
}
refuse_led_away() { # of the paths given: where a folder of the program is not as it was, they may mean any file
  found=$({ with_folders; foreign "$prefix" \( -type d -o -type l \) 2>/dev/null; } | sort | uniq -d)
  [ -z "$found" ] || fail 5 "these are links, or others than you may write to them; nothing was removed or replaced. \
Remove the links, close the folders (chown, chmod go-w), and start again: $found"
}

# --- what is needed of the machine -----------------------------------------------------------------------------------

need_write_around() { # that each of the paths given can be put in its folder, and taken out of it
  sed -e '/^$/d' -e 's|/$||' -e 's|/[^/]*$||' | sort -u | while IFS= read -r folder; do
    at=$(nearest "${folder:-/}")
    [ -w "$at" ] || [ "$(id -u)" != 0 ] ||
      fail 3 "$at is read-only. Mount it writable, or choose another place with --prefix, --link-dir and --share-dir."
    [ -w "$at" ] || fail 3 "you may not write to $at. Run this as root (sudo $0), or install for yourself alone with --user."
  done
}
lock() { # one at a time: the lock goes with this process, however it ends
  # On a folder that others cannot open, or anybody could hold it for ever, and that no variable names, or one user could
  # do two at once; where there is none, on one that is there.
  home=$(getent passwd "$(id -u)" 2>/dev/null | cut -d : -f 6)
  for at in "$home" /root "/run/user/$(id -u)" "$(nearest "$(dirname -- "$prefix")")"; do
    [ -z "$(find "$at/." -prune -user "$(id -u)" ! -perm -004 2>/dev/null)" ] || break
  done
  if [ ! -r "$at" ] || ! command -v flock >/dev/null 2>&1; then return 0; fi
  exec 9<"$at"
  # Another status than 1: this file system, as some network shares, knows no locks.
  flock -n 9 2>/dev/null || [ $? != 1 ] || fail 5 "another installation or removal is at work, and holds $at. Wait until it has ended, and try again."
}
mend_list() { # a list that was cut short, anew, if the entry says that it was put here: from what was released and is outside
  if ! mine "$prefix" || grep -q "/$record\$" "$list" || [ ! -f "$prefix/MANIFEST.sha256" ] ||
    ! grep -F -x -q -e "TryExec=$prefix/ketamine-reference" "$prefix/$entry" 2>/dev/null; then return 0; fi
  printf '%s\n' "$list" | need_write_around
  {
    possible <"$list"
    released "$prefix" | sed "s|^|$(escaped "$prefix")/|"
    # Where the entry is another one, the rest there is hardly ours; the links tell for themselves.
    outside_of "$prefix" | if cmp -s -- "$prefix/$entry" "$share/${entry#share/}"; then cat; else head -n 2; fi
  } | with_folders | write_list "$prefix"
  say "Note: $list was damaged, and was made anew."
}
refresh() { # tell desktops which programs there are, wherever one of the paths given is our entry
  sed -n "s|/applications/$name\.desktop\$||p" | sort -u | apart | while IFS= read -r folder; do
    applications=$folder/applications icons=$folder/icons/hicolor
    if [ -z "$(find -L "$applications" -name '*.desktop' ! -type d 2>/dev/null | head -n 1)" ]; then
      rm -f -- "$applications/mimeinfo.cache" # the list of what is there, which has become empty
    elif command -v update-desktop-database >/dev/null 2>&1 && ! update-desktop-database -q "$applications"; then
      say "Note: update-desktop-database failed; links may open only after the next login."
    fi
    if [ -f "$icons/icon-theme.cache" ]; then gtk-update-icon-cache -q -f "$icons" 2>/dev/null || :; fi
  done
}

# --- removal ---------------------------------------------------------------------------------------------------------

remove_files() { # of the paths given, but not what is needed to go on after a removal that was cut off
  while IFS= read -r path; do
    case $path in
      */ | "$list" | "$prefix/install.sh") ;;
      "$prefix"/*) if [ ! -d "$path" ] || [ -L "$path" ]; then rm -f -- "$path"; fi ;;
      *) if as_placed "$path"; then rm -f -- "$path"; elif there "$path"; then say "Note: $path is no longer what was installed, and stays."; fi ;;
    esac
  done
}
remove_folders() { # of the paths given those that are empty, innermost first
  sed -n 's|/$||p' | sort -r | while IFS= read -r path; do rmdir -- "$path" 2>/dev/null || :; done
}
discard() { # of the folders given: their list goes last, so that after a cut the rest is known for what it is
  while IFS= read -r folder; do
    made=$(possible <"$folder/$record" | apart)
    find "$folder/." ! -name . -prune ! -name "$record" -exec rm -rf -- {} +
    rm -rf -- "$folder"
    printf '%s\n' "$made" | remove_folders
  done
}

if [ $uninstall = yes ]; then
  lock
  mend_list
  paths=$(known)
  left=$(cut_off new) # by an installation that was cut off, perhaps the first
  if [ -z "$paths$left" ] || { there "$prefix" && ! ours "$prefix"; }; then
    fail 7 "$prefix holds no $program that this script installed there, or others than you may write to it."
  fi
  printf '%s\n' "$paths" "$left" | need_write_around
  printf '%s\n' "$paths" | refuse_led_away
  cut_off old | refuse_strangers
  printf '%s\n' "$paths" | remove_files
  # Desktops' own list lies among the entries: once it is gone, their folder may be empty too.
  printf '%s\n' "$paths" | refresh
  { cut_off old; cut_off new; } | discard
  printf '%s\n' "$paths" | remove_folders
  rm -f -- "$prefix/install.sh" "$list"
  printf '%s\n' "$paths" | remove_folders
  if [ -n "$paths" ]; then say "Removed: $program, from $prefix"; else say "Removed what an interrupted installation left: $left"; fi
  if [ -d "$prefix" ]; then say "Note: these are not from the installation and stay: $(find "$prefix")"; fi
  exit 0
fi

# --- installation: what stands against it ----------------------------------------------------------------------------

[ -f "$source_folder/MANIFEST.sha256" ] || fail 1 "$source_folder is no unpacked $program."
real_prefix=$(real "$prefix")
[ "$source_folder" != "$real_prefix" ] ||
  fail 5 "this script lies in $prefix, where it would install to. Run install.sh of a folder that you unpacked elsewhere."
case $real_prefix in "$source_folder"/*) fail 2 "$prefix lies in the folder that is to be copied. Choose another --prefix." ;; esac

if command -v iconv >/dev/null 2>&1 && ! printf '%s' "$prefix" | iconv -f UTF-8 -t UTF-8 >/dev/null 2>&1; then
  fail 2 "the name $prefix is not UTF-8, and the program does not start in such a folder. Choose another --prefix."
fi

# What was released and nothing else; links, which may lead anywhere, are not part of it.
names=$(released "$source_folder")
plain=$({ printf '%s\n' "$names" && cd -- "$source_folder" && find . -type f | sed 's|^\./||'; } | sort | uniq -d)
[ "$plain" = "$names" ] ||
  fail 1 "$source_folder has these not, or not as plain files; unpack the archive again: $(printf '%s\n' "$names" "$plain" | sort | uniq -u)"

outside=$(outside_of "$source_folder")
[ "$(printf '%s\n' "$outside" | possible)" = "$outside" ] || fail 1 "share in $source_folder holds what could not be removed again."
printf '%s\n' "$outside" | while IFS= read -r path; do
  at=$(real "$(dirname -- "$path")")/${path##*/}
  case $at/ in "$real_prefix"/*) fail 2 "$path would lie in $prefix. Choose a --link-dir and --share-dir outside the --prefix." ;; esac
  case $real_prefix in "$at"/*) fail 2 "$prefix would lie below $path, a file. Choose another --prefix." ;; esac
done

lock
mend_list
earlier=$(known | apart)
listed() { printf '%s\n' "$earlier" | grep -F -x -q -e "$1"; }
printf '%s\n' "$prefix/" "$outside" "$earlier" | need_write_around
known | refuse_led_away
if ours "$prefix"; then
  printf '%s\n' "$prefix" | refuse_strangers
elif there "$prefix"; then
  fail 5 "$prefix is there and was not installed by this script, or others than you may write to it. Move it, or choose another --prefix."
fi
cut_off old | refuse_strangers
in_way=$(printf '%s\n' "$outside" | while IFS= read -r path; do
  if there "$path" && { ! listed "$path" || ! as_placed "$path"; }; then printf '%s\n' "$path"; fi
done)
[ -z "$in_way" ] || fail 5 "this is there and was not installed by this script; remove it (or the package that it is from): $in_way"

back=$(cut_off old) # where it ended between two renames: this is back before anything else can fail
if ! there "$prefix" && ours "$back"; then mv -- "$back" "$prefix"; fi
cut_off new | discard
parent=$(nearest "$(dirname -- "$prefix")")
needed=$(du -sk -- "$source_folder" | cut -f 1)
free=$(df -Pk -- "$parent" 2>/dev/null | awk 'NR == 2 && $4 ~ /^[0-9]+$/ { print $4 }') # or the copying will tell
[ -z "$free" ] || [ "$free" -gt $((needed + 1024)) ] ||
  fail 4 "$parent has $((free / 1024)) MB free, and $((needed / 1024 + 1)) MB are needed."

# --- installation ----------------------------------------------------------------------------------------------------

# The folders that are made for it go with it.
folders=$(printf '%s\n' "$prefix" "$outside" | while IFS= read -r path; do
  while path=${path%/*} && [ ! -d "$path/" ]; do printf '%s/\n' "$path"; done
done | sort -u)

number=$$
while there "$prefix.old.$number" || there "$prefix.new.$number"; do number=$((number + 1)); done
stage=$prefix.new.$number old=$prefix.old.$number trial='' swapping=no
put() { # put PATH: what the version in $prefix has for a place outside
  mkdir -p -- "$(dirname -- "$1")" || return
  case $1 in
    "$links/ketamine-reference" | "$links/ketaref") ln -s -f -- "$prefix/${1##*/}" "$1" ;;
    # What is there might be a link by now: it goes, and not what it leads to.
    *) [ -f "$prefix/share${1#"$share"}" ] && rm -f -- "$1" && cp -- "$prefix/share${1#"$share"}" "$1" ;;
  esac
}
told_version() { timeout 20 "$1/ketaref" --version 2>/dev/null 9<&- || say "$program"; } # one that hangs keeps no lock
undo() {
  trap '' INT TERM HUP
  rm -rf -- ${trial:+"$trial"}
  if [ "$swapping" = yes ] && [ ! -d "$stage" ] && ours "$prefix"; then
    # The version in place is the new one: it goes, and the earlier one comes back, outside too.
    if ! mv -- "$prefix" "$stage" || { [ -d "$old" ] && ! mv -- "$old" "$prefix"; }; then return; fi
    printf '%s\n' "$outside" | while IFS= read -r path; do
      if listed "$path"; then put "$path" || :; elif as_placed "$path"; then rm -f -- "$path"; fi
    done
  elif [ -d "$old" ] && ! there "$prefix"; then
    mv -- "$old" "$prefix"
  fi
  if ours "$stage"; then printf '%s\n' "$stage" | discard; fi
  if [ -d "$stage" ]; then rmdir -- "$stage"; fi
  printf '%s\n' "$folders" | remove_folders
}
trap undo EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

mkdir -p -- "$(dirname -- "$prefix")"
mkdir -- "$stage" || fail 3 "$stage cannot be made."
printf '%s\n' "$list" "$folders" >"$stage/$record"
chmod go-w -- "$stage" "$stage/$record" # whatever a parent folder hands down
ours "$stage" || { rm -f -- "$stage/$record" && fail 3 "others may write to whatever lies in $prefix. Choose another --prefix."; }
(cd -- "$stage" && printf '%s\n' "$names" | sed -n 's|/[^/]*$||p' | sort -u | tr '\n' '\0' | xargs -0 mkdir -p -- &&
  cd -- "$source_folder" && printf '%s\n' "$names" | tr '\n' '\0' | xargs -0 cp -P --parents -t "$stage" --) ||
  fail 4 "not everything could be copied to $stage; is there space, and are all files readable?"
chmod -R u+rwX,go+rX,go-w -- "$stage" && chmod a+x -- "$stage/ketaref" "$stage/ketamine-reference" # a stick may lose it
(cd -- "$stage" && sha256sum --quiet --strict -c MANIFEST.sha256) >/dev/null 2>&1 ||
  fail 1 "the copy is not what was released (MANIFEST.sha256). Unpack the archive again, or get it again."

try() { # try COMMAND...: start it once, with an empty home, no screen, and none of our variables but PATH
  trial=$(mktemp -d "${TMPDIR:-/tmp}/$name.XXXXXX") || fail 4 "no folder for a trial can be made in ${TMPDIR:-/tmp}."
  started=0
  said=$(timeout 120 env -i PATH="$PATH" HOME="$trial" QT_QPA_PLATFORM=offscreen "$@" 2>&1 9<&-) || started=$?
  rm -rf -- "$trial"
  [ "$started" != 0 ] || return 0
  [ -e "$1" ] || fail 1 "$1 has gone while it was tried: another installation, or somebody, took it away. Start again."
  [ "$started" != 126 ] || fail 6 "$(dirname -- "$prefix") lies on a file system that is mounted noexec. Choose another --prefix."
  fail 6 "the program does not start on this machine (it needs glibc 2.35, fontconfig, freetype, D-Bus, X11 and OpenGL libraries, as every desktop has them); --skip-test installs it all the same. It said: $said"
}
if [ $test_it = yes ]; then try "$stage/ketaref" content info; try "$stage/ketamine-reference" --measure-start; fi

# The command of the desktop entry is that of this place.
at=$(escaped "$prefix")
sed -e "s|^Exec=.*|Exec=\"$at/ketamine-reference\" %u|" -e "s|^TryExec=.*|TryExec=$at/ketamine-reference|" \
  <"$source_folder/$entry" >"$stage/$entry"
kept=$(printf '%s\n' "$earlier" "$folders" | grep '/$' || :)
{ contents "$stage" && printf '%s\n' "$outside" "$kept"; } | write_list "$stage"
# After a power cut a file system may know the new names, and not what is in the files.
sync -f "$stage" 2>/dev/null || :

replaced=$(if [ -d "$prefix" ]; then told_version "$prefix"; fi)
[ ! -d "$prefix" ] || mv -- "$prefix" "$old" ||
  fail 3 "$prefix cannot be renamed; if something is mounted there, choose a folder inside it with --prefix."
swapping=yes
mv -- "$stage" "$prefix" || fail 3 "$stage cannot be renamed to $prefix."
printf '%s\n' "$outside" | while IFS= read -r path; do put "$path" || exit 1; done ||
  fail 4 "not all commands, entries and manual pages could be written. Is there space? What was there before is put back."
trap - EXIT INT TERM HUP
# What an earlier version had outside, and this one has not.
printf '%s\n' "$earlier" | grep -F -x -v -e "$(printf '%s\n' "$outside")" | remove_files
cut_off old | while IFS= read -r folder; do
  late=$(strangers "$folder") # since it was looked at, long ago
  if [ -z "$late" ]; then printf '%s\n' "$folder" | discard; else say "Note: what came into $prefix meanwhile is kept in $folder. Move it from there, and remove that folder: $late"; fi
done
printf '%s\n' "$earlier" "$outside" | refresh
say "Installed: $(told_version "$prefix"), in $prefix${replaced:+; it replaces $replaced}"
more=$(printf '%s\n' "$PATH" | tr : '\n' | grep -F -x -v -e "$links" | sed 's|$|/ketaref|' | xargs -r -d '\n' ls -d 2>/dev/null || :)
[ -z "$more" ] || say "Note: $more is there too, perhaps of another version. The order of PATH decides which of them starts."
case :$PATH: in *:"$links":*) ;; *) say "Note: $links is not on the PATH; start $links/ketamine-reference, or from the desktop's menu." ;; esac
