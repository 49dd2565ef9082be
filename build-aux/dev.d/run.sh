# Starting the program: the session bus, the keyring, the display.  Sourced by build-aux/dev.

run_sythoria ()
{
  local chain=()

  private_runtime_folder
  if has_secret_service; then
    say "Keys are kept in the keyring of your session"
  else
    # This bus ends with the program, so settings go where no bus is needed.
    export GSETTINGS_BACKEND=keyfile
    chain+=(dbus-run-session -- build-aux/dev.d/with-keyring)
  fi
  if [ -z "${DISPLAY-}${WAYLAND_DISPLAY-}" ]; then
    [ -z "${CI-}" ] || die "there is no display: DISPLAY and WAYLAND_DISPLAY are not set"
    chain+=(build-aux/dev.d/with-broadway)
  fi
  "${chain[@]}" meson devenv -C _build/$variant --workdir "$source" sythoria "$@"
}

private_runtime_folder ()
{
  if [ ! -w "${XDG_RUNTIME_DIR-}" ]; then
    private=$(mktemp -d "${TMPDIR:-/tmp}/sythoria-run.XXXXXX")
    trap 'rm -rf "$private"' EXIT
    export XDG_RUNTIME_DIR=$private
  fi
}

# Whether there is a session bus with a keyring on it, or one that it would start
has_secret_service ()
{
  local names

  if [ -z "${DBUS_SESSION_BUS_ADDRESS-}" ]; then
    [ -S "$XDG_RUNTIME_DIR/bus" ] || return
    export DBUS_SESSION_BUS_ADDRESS=unix:path=$XDG_RUNTIME_DIR/bus
  fi
  names=$(ask_bus ListNames && ask_bus ListActivatableNames) &&
    [[ $names = *"'org.freedesktop.secrets'"* ]]
}

ask_bus ()
{
  timeout 10 gdbus call --session --dest org.freedesktop.DBus \
    --object-path /org/freedesktop/DBus --method "org.freedesktop.DBus.$1" 2> /dev/null
}
