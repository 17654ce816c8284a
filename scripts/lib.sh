# What the scripts share; read with `.`, never run by itself.
# shellcheck shell=sh

cd "$(dirname "$0")/.." || exit 1

# The day that review dates are held against: samples must not expire under test.
AS_OF=2026-11-01

# Packages of Debian 12 for building and for the first leaflet.
RUN_PACKAGES="g++ cmake ninja-build ccache pkg-config libpodofo-dev libssl-dev libharfbuzz-dev
  libfreetype-dev libpugixml-dev libexpat1-dev libicu-dev libhyphen-dev liblcms2-dev
  libdeflate-dev libqpdf-dev libpng-dev libcups2-dev libcli11-dev nlohmann-json3-dev fonts-noto-core hyphen-en-gb hyphen-en-us
  icc-profiles-free"

# What the tests need on top of these.
TEST_PACKAGES="git ca-certificates python3 python3-pil python3-fonttools libgtest-dev libgmock-dev qpdf
  poppler-utils mupdf-tools valgrind libxml2-utils jing unicode-data libharfbuzz-bin default-jre-headless maven
  clang-format man-db groff-base locales-all tzdata faketime cups-daemon cups-client ghostscript libgs-common"

# And for scripts/test --all.
ALL_PACKAGES="clang libclang-rt-14-dev clang-tidy libbenchmark-dev
  dpkg-dev debootstrap lintian zsh fish"

say() { printf '%s\n' "$*"; }
fail() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null || true)" = installed ]
}

# install_packages NAME…: installs those that are missing; asks nothing and changes nothing else.
install_packages() {
  command -v dpkg-query >/dev/null ||
    fail "this needs Debian 12 or a system like it: dpkg-query was not found."
  missing=
  for package in "$@"; do
    is_installed "$package" || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  as_root=
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null ||
      fail "these packages are missing, and only root can install them:$missing"
    as_root="sudo"
  fi
  say "Installing:$missing"
  log=$(mktemp)
  # shellcheck disable=SC2086 # The lists are meant to split into words.
  if ! { $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q &&
    $as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -q --no-install-recommends $missing; } >"$log" 2>&1; then
    tail -n 5 "$log" >&2
    rm -f "$log"
    fail "the packages could not be installed; the lines above are apt's own."
  fi
  rm -f "$log"
}

# build PRESET TARGET…: configures once, then builds what changed.
build() {
  preset=$1
  shift
  # A build folder keeps what its preset said when it was made: it is made again when presets change.
  presets=$(cksum <CMakePresets.json)
  if [ ! -f "build/$preset/build.ninja" ] ||
    [ "$(cat "build/$preset/presets" 2>/dev/null)" != "$presets" ]; then
    say "Configuring build/$preset"
    mkdir -p "build/$preset"
    cmake --preset "$preset" >"build/$preset.log" 2>&1 || {
      tail -n 20 "build/$preset.log" >&2
      fail "build/$preset could not be configured; the whole log is build/$preset.log."
    }
    printf '%s\n' "$presets" >"build/$preset/presets"
  fi
  say "Building build/$preset"
  cmake --build "build/$preset" --target "$@" >"build/$preset.log" 2>&1 || {
    grep -E -A 12 'error|FAILED' "build/$preset.log" | head -n 60 >&2 || true
    fail "the build failed; the whole log is build/$preset.log."
  }
}
