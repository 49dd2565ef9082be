# This system: its packages, and whether its GTK is new enough.  Sourced by build-aux/dev.

gtk_needed=4.18
adw_needed=1.7

# As root, by sudo if that is what it takes.
as_root ()
{
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo > /dev/null; then
    sudo "$@"
  else
    die "this needs root, and there is no sudo.  Ask for: $*"
  fi
}

package_manager ()
{
  local name

  for name in apt-get dnf pacman; do
    if command -v $name > /dev/null; then
      echo $name
      return
    fi
  done
}

# packages MANAGER SET...: the names in the table, one a line
packages ()
{
  local column

  case $1 in
    apt-get) column=2 ;;
    dnf) column=3 ;;
    pacman) column=4 ;;
  esac
  shift
  awk -v column=$column -v sets=" $* " \
    '!/^#/ && NF && index (sets, " " $1 " ") && $column != "-" { print $column }' \
    "$source/build-aux/packages"
}

version_reaches ()
{
  [ -n "$2" ] && printf '%s\n' "$1" "$2" | sort -V -C
}

# The version that the package manager would install, without the epoch; nothing if it has none.
offered_version ()
{
  case $1 in
    apt-get) apt-cache policy "$2" | awk '$1 == "Candidate:" && $2 != "(none)" { print $2 }' ;;
    dnf) dnf -q repoquery --latest-limit=1 --qf '%{version}\n' "$2" ;;
    pacman) pacman -Si "$2" | awk '$1 == "Version" { print $3 }' ;;
  esac 2> /dev/null | sed 's/^[0-9]*://' | tail -n 1
}

host_has_gtk ()
{
  command -v pkg-config > /dev/null &&
    pkg-config --atleast-version=$gtk_needed gtk4 &&
    pkg-config --atleast-version=$adw_needed libadwaita-1
}

host_offers_gtk ()
{
  local manager gtk adw

  manager=$(package_manager)
  case $manager in
    apt-get) gtk=libgtk-4-dev adw=libadwaita-1-dev ;;
    dnf) gtk=gtk4-devel adw=libadwaita-devel ;;
    pacman) gtk=gtk4 adw=libadwaita ;;
    *) return 1 ;;
  esac

  # A fresh system has no package lists yet.
  if [ $manager = apt-get ] && [ -z "$(offered_version apt-get libgtk-4-dev)" ]; then
    refresh_apt
  fi
  version_reaches $gtk_needed "$(offered_version $manager $gtk)" &&
    version_reaches $adw_needed "$(offered_version $manager $adw)"
}

# Once in a run is enough.
refresh_apt ()
{
  if [ -z "${apt_is_fresh-}" ]; then
    say "Reading the package lists (apt-get update; some seconds)"
    as_root apt-get update -q >&2
    apt_is_fresh=yes
  fi
}

# missing_packages MANAGER NAME...: those that are not installed
missing_packages ()
{
  local manager=$1

  shift
  case $manager in
    apt-get)
      dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2> /dev/null |
        sed -n 's/^installed //p' | sort -u | comm -13 - <(printf '%s\n' "$@" | sort -u)
      ;;
    dnf) rpm -q --whatprovides "$@" | sed -n 's/^no package provides //p' ;;
    pacman) pacman -T "$@" ;;
  esac || true
}

install_packages ()
{
  local manager=$1

  shift
  case $manager in
    apt-get)
      refresh_apt
      as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends "$@" >&2 < /dev/null
      ;;
    dnf) as_root dnf install -y "$@" >&2 ;;
    pacman) as_root pacman -S --needed --noconfirm "$@" >&2 ;;
  esac
}

# host_prepare SET...: installs on this system what the sets name and it lacks
host_prepare ()
{
  local manager missing

  manager=$(package_manager)
  [ -n "$manager" ] || return 0
  missing=$(missing_packages $manager $(packages $manager "$@"))
  [ -n "$missing" ] || return 0
  say "Installing $(wc -w <<< "$missing") packages with $manager (up to some minutes, once):" \
    $missing
  install_packages $manager $missing
}
