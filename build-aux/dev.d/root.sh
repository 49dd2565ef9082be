# The Debian 13 root: where Sythoria is built when this system's GTK is too old.
# Sourced by build-aux/dev.
#
# It is a folder that all checkouts share.  What runs in it sees the root's /usr and /etc
# read-only, the checkout, /tmp, and from the person's folders those of Sythoria only.

root=${XDG_CACHE_HOME:-$HOME/.cache}/sythoria/debian-13

# Lines "SET CHECKSUM": the package lists that have been installed.  Packages are only ever added,
# so that an older checkout's list stays satisfied.
root_stamp=etc/sythoria-packages

in_root ()
{
  [ -e /$root_stamp ]
}

packages_checksum ()
{
  packages apt-get "$1" | sha256sum | cut -d ' ' -f 1
}

# root_lacks DIR SET...: the sets whose list as it is now has not been installed
root_lacks ()
{
  local dir=$1 set

  shift
  for set in "$@"; do
    grep -qsx "$set $(packages_checksum $set)" "$dir/$root_stamp" || echo $set
  done
}

# As root of the folder: this user, with the user ids set aside for it standing for the others.
as_root_of_root ()
{
  if [ "$(id -u)" = 0 ]; then
    "$@"
  else
    unshare --map-root-user --map-auto -- "$@"
  fi
}

# root_tools: what makes and enters the root, from this system's packages
root_tools ()
{
  local need missing

  need="mmdebstrap bubblewrap"
  [ "$(id -u)" = 0 ] || need="$need uidmap"
  missing=$(missing_packages apt-get $need)
  [ -n "$missing" ] || return 0
  say "Installing with apt-get:" $missing
  install_packages apt-get $missing
}

# root_prepare SET...: makes the root, or brings it up to date
root_prepare ()
{
  if [ -z "$(root_lacks "$root" "$@")" ] && command -v bwrap > /dev/null; then
    return
  fi

  [ "$(package_manager)" = apt-get ] ||
    die "GTK $gtk_needed and libadwaita $adw_needed are needed, and this system has neither them" \
      "nor apt-get, with which a Debian 13 to build in could be made"
  root_tools
  mkdir -p "$(dirname "$root")"
  (
    flock -n 9 || { say "Waiting: $root is being set up from elsewhere"; flock 9; }
    if [ ! -d "$root" ]; then
      root_make "$@"
    else
      root_update "$@"
    fi
  ) 9> "$root.lock"
}

# Under another name until it is whole, so that an interruption leaves nothing half-made.
root_make ()
{
  local new=$root.new

  say "Making a Debian 13 to build in, once for all checkouts: $root" \
    "(one to five minutes, 2 GB)"
  as_root_of_root rm -rf "$new"
  mkdir "$new"

  # As a user mmdebstrap would have to reach the folder as another one, which a home folder
  # rightly denies: so it writes to a pipe.
  if [ "$(id -u)" = 0 ]; then
    mmdebstrap --variant=apt trixie "$new" >&2
  else
    mmdebstrap --mode=unshare --variant=apt trixie - |
      as_root_of_root tar -C "$new" -x -p --exclude './dev/*'
  fi
  root_install "$new" "$@"
  mv "$new" "$root"
}

root_update ()
{
  local sets

  sets=$(root_lacks "$root" "$@")
  [ -n "$sets" ] || return 0
  say "Bringing $root up to date (about a minute)"
  root_install "$root" $sets
}

# root_install DIR SET...: installs the sets inside and stamps them
root_install ()
{
  local dir=$1 set stamps=

  shift
  [ -O "$dir" ] || die "$dir belongs to another user: remove it, or run this as that user"
  for set in "$@"; do
    stamps="$stamps$set $(packages_checksum $set)
"
  done
  (
    root_clean_environment
    as_root_of_root bwrap --bind "$dir" / --dev /dev --proc /proc \
      --ro-bind "$(realpath /etc/resolv.conf)" /etc/resolv.conf \
      --unshare-pid --die-with-parent \
      sh -euc "$root_script" sh "$stamps" $(packages apt-get "$@") >&2 < /dev/null
  )
}

# The files in /etc are what the host's own are laid over when the root is entered.
root_script='
  stamps=$1
  shift
  export PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive
  dpkg --configure -a
  apt-get update -q
  apt-get install -q -y --no-upgrade --no-install-recommends \
    -o Dpkg::Options::=--force-unsafe-io -o Dpkg::Use-Pty=0 "$@"
  apt-get clean
  touch /etc/hosts
  if [ ! -e /etc/localtime ] || [ -L /etc/localtime ]; then
    cp --remove-destination /usr/share/zoneinfo/Etc/UTC /etc/localtime
  fi
  if [ ! -s /etc/machine-id ]; then
    rm -f /etc/machine-id
    dbus-uuidgen --ensure=/etc/machine-id
  fi
  printf %s "$stamps" >> /'$root_stamp'
'

# Only what the program, the tests and the desktop need: the rest of the environment may name
# files that are not there, or hold secrets that are not ours.
root_clean_environment ()
{
  local name

  for name in $(compgen -e); do
    case $name in
      HOME|USER|LOGNAME|TERM|COLORTERM|NO_COLOR|TZ|CI) ;;
      DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|DBUS_SESSION_BUS_ADDRESS|XDG_ACTIVATION_TOKEN) ;;
      XDG_RUNTIME_DIR|XDG_*_HOME|XDG_SESSION_TYPE|XDG_CURRENT_DESKTOP) ;;
      *_proxy|*_PROXY|npm_config_registry) ;;
      G_MESSAGES_DEBUG|G_DEBUG|G_ENABLE_DIAGNOSTIC|GSETTINGS_BACKEND|MESON_*|*SAN_OPTIONS) ;;
      GTK_A11Y|GTK_DEBUG|GTK_THEME|GDK_*|GSK_*|ADW_*|SECRET_*|SYTHORIA_*) ;;
      *) unset "$name" ;;
    esac
  done
  export PATH=/usr/local/bin:/usr/bin:/bin LC_ALL=C.UTF-8 SHELL=/bin/bash
}

# root_enter desktop|alone CMD...: with or without the person's session and Sythoria's folders
root_enter ()
{
  local args=() path name

  for path in "$root"/*; do
    name=/${path##*/}
    if [ -L "$path" ]; then
      args+=(--symlink "$(readlink "$path")" "$name")
    fi
  done
  args+=(--ro-bind "$root/usr" /usr --ro-bind "$root/etc" /etc
         --ro-bind "$root/var/cache/fontconfig" /var/cache/fontconfig
         --dev /dev --proc /proc --ro-bind /sys /sys --tmpfs /run --bind /tmp /tmp
         --dir /var/tmp --dir "$HOME"
         --ro-bind "$(realpath /etc/resolv.conf)" /etc/resolv.conf
         --ro-bind-try /etc/hosts /etc/hosts --ro-bind-try /etc/localtime /etc/localtime
         --ro-bind-try /etc/ssl/certs /etc/ssl/certs
         --ro-bind-data 8 /etc/passwd)
  if [ "$1" = desktop ]; then
    root_desktop
  fi
  shift
  args+=(--bind "$source" "$source")
  if [ -n "$corpus" ]; then
    args+=(--ro-bind "$corpus" "$corpus")
  fi

  # The person's name is not in the root's list of users.
  exec 8< <(getent passwd "$(id -u)"; cat "$root/etc/passwd")
  root_clean_environment
  exec bwrap "${args[@]}" --unshare-pid --die-with-parent --chdir "$source" "$@"
}

# Adds to the caller's args.  Settings are where dconf or the keyfile keeps them.
root_desktop ()
{
  local data=${XDG_DATA_HOME:-$HOME/.local/share}/sythoria
  local config=${XDG_CONFIG_HOME:-$HOME/.config} cache=${XDG_CACHE_HOME:-$HOME/.cache}/sythoria
  local path

  for path in "$data" "$config/sythoria" "$config/glib-2.0/settings" "$cache"; do
    [ -d "$path" ] || (umask 077 && mkdir -p "$path")
    args+=(--bind "$path" "$path")
  done
  args+=(--ro-bind-try "$config/dconf" "$config/dconf" --dev-bind-try /dev/dri /dev/dri)
  if [ -d "${XDG_RUNTIME_DIR-}" ]; then
    args+=(--bind "$XDG_RUNTIME_DIR" "$XDG_RUNTIME_DIR")
  else
    export XDG_RUNTIME_DIR=/run/sythoria
    args+=(--perms 0700 --dir "$XDG_RUNTIME_DIR")
  fi
  if [ -n "${DISPLAY-}" ]; then
    : "${XAUTHORITY:=$HOME/.Xauthority}"
    args+=(--ro-bind-try "$XAUTHORITY" "$XAUTHORITY" --ro-bind-try /tmp/.X11-unix /tmp/.X11-unix)
  fi
}
