# Configuring, building and testing, where the build happens.  Sourced by build-aux/dev.

# For all that is started from here.
common_environment ()
{
  local certificates=/etc/ssl/certs/ca-certificates.crt

  # A loopback server is never behind the proxy.
  export no_proxy="${no_proxy:+$no_proxy,}localhost,127.0.0.1,::1"
  export NO_PROXY="$no_proxy"

  # Without them npm does not know a company's certificate authority, and hangs for minutes.
  if [ -e $certificates ]; then
    export NODE_EXTRA_CA_CERTS=${NODE_EXTRA_CA_CERTS:-$certificates}
    export npm_config_cafile=${npm_config_cafile:-$certificates}
  fi

  if [ "$variant" = asan ] || [ "$variant" = fuzz ]; then
    # For whole stacks through libraries add fast_unwind_on_malloc=0: it takes nine times as long.
    export ASAN_OPTIONS=${ASAN_OPTIONS:-halt_on_error=1}
    export UBSAN_OPTIONS=${UBSAN_OPTIONS:-halt_on_error=1:print_stacktrace=1}
    export LSAN_OPTIONS=${LSAN_OPTIONS:-suppressions=$source/tests/lsan.supp:print_suppressions=0}
  fi
}

# Tests and benchmarks see nothing of the person's session or files.
test_environment ()
{
  private=$(mktemp -d "${TMPDIR:-/tmp}/sythoria-test.XXXXXX")
  trap 'rm -rf "$private"' EXIT
  mkdir -m 0700 "$private/home" "$private/run"
  export HOME=$private/home XDG_RUNTIME_DIR=$private/run
  unset DISPLAY WAYLAND_DISPLAY XAUTHORITY DBUS_SESSION_BUS_ADDRESS XDG_CURRENT_DESKTOP
  unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME
  unset GDK_BACKEND GDK_DEBUG GSK_RENDERER GTK_A11Y GTK_DEBUG GTK_THEME GSETTINGS_BACKEND
  unset ADW_DEBUG_COLOR_SCHEME ADW_DEBUG_HIGH_CONTRAST
}

# build [TESTS]: configures if something changed since, and compiles.  The tests are in it from
# the first time that they were asked for.
build ()
{
  local dir=_build/$variant tests=${1:-false} options=() place=here before=

  in_root && place=root
  before=$(cat $dir/dev-options 2> /dev/null || true)
  case "$variant $before" in
    asan*|clang*|fuzz*|*-Dtests=true*) tests=true ;;
  esac
  case $variant in
    asan) options=(-Db_sanitize=address,undefined -Db_lundef=false
                   -Dc_args=-fno-omit-frame-pointer) ;;
    clang) options=(--werror) ;;
    fuzz) options=(-Dfuzz=true -Db_sanitize=address,undefined -Db_lundef=false
                   -Dc_args=-fno-omit-frame-pointer) ;;
    release) options=(--buildtype=release -Db_ndebug=false) ;;
  esac
  options+=("-Dtests=$tests" "-Dcorpus=$corpus")

  if [ "$before" != "$place ${options[*]}" ]; then
    configure $dir "${before%% *}" $place "${options[@]}" || return
    echo "$place ${options[*]}" > $dir/dev-options
  fi
  say "Building $dir"
  if [ $variant = fuzz ]; then
    meson compile -C $dir fuzz-targets >&2
  else
    meson compile -C $dir >&2
  fi
}

# configure DIR PLACE-BEFORE PLACE OPTION...
configure ()
{
  local dir=$1 before=$2 place=$3 how=

  shift 3
  if [ -e $dir/build.ninja ]; then
    # What was built with other libraries is of no use here.
    [ "$before" = "$place" ] && how=--reconfigure || how=--wipe
  fi
  if [ "$variant" = clang ] || [ "$variant" = fuzz ]; then
    export CC=clang
  fi
  meson setup $how $dir "$@" >&2
}

in_devenv ()
{
  meson devenv -C _build/$variant --workdir "$source" "$@"
}

# What the interop tests get from npm, at the versions that package-lock.json names.  They are
# skipped when it cannot be reached.
install_interop ()
{
  local dir=_build/$variant/interop checksum

  checksum=$(cat tests/interop/package.json tests/interop/package-lock.json | sha256sum)
  [ "$checksum" != "$(cat $dir/installed 2> /dev/null)" ] || return 0
  say "Getting the interop tests' packages from npm (60 s at most)"
  mkdir -p $dir
  cp tests/interop/package.json tests/interop/package-lock.json $dir
  if (cd $dir && timeout -k 5 60 npm ci --ignore-scripts --no-audit --no-fund) >&2; then
    echo "$checksum" > $dir/installed
  else
    say "npm cannot get them: the interop tests are skipped"
    rm -rf $dir
  fi
}

# run_tests SUITE...
run_tests ()
{
  local dir=_build/$variant arguments=(--no-rebuild --print-errorlogs) suite status=0

  if ! build true; then
    printf 'failed: the build\n\n0 passed, 1 failed, 0 skipped\n'
    exit 1
  fi
  for suite in "$@"; do
    arguments+=(--suite "$suite")
  done
  case " $* " in
    "  "|*" interop "*) install_interop ;;
  esac
  if [ $variant = asan ]; then
    arguments+=(--timeout-multiplier 4)
  fi
  rm -f $dir/meson-logs/testlog.json
  test_environment
  meson test -C $dir "${arguments[@]}" || status=$?
  python3 build-aux/test-summary.py $dir/meson-logs/testlog.json $status
}

run_benchmarks ()
{
  build true || exit
  test_environment
  meson test -C _build/release --no-rebuild --benchmark --verbose
}

# run_fuzzers [SECONDS]
run_fuzzers ()
{
  export SYTHORIA_FUZZ_SECONDS=${1:-60}
  run_tests fuzz
}
