# Sourced by ../redkube: sets up what a build needs, then builds. Everything it says goes to stderr.
# Uses root, state, program, stamp and is_stale of the launcher.
# shellcheck shell=bash disable=SC2154

say() { echo "redkube: $*" >&2; }
fail() {
  say "$@"
  exit 1
}

# only_one COMMAND…: runs it while no other start of this clone sets up or builds. What it starts must not inherit the lock
# (9>&-): a compiler server would hold it for minutes.
only_one() {
  mkdir -p "$state" 2>/dev/null && [ -w "$state" ] ||
    fail "the sources changed and must be built, but this account cannot write to $state; start once with one that can"
  exec 9>"$state/lock"
  if ! flock -n 9; then
    say "another start is setting up or building; waiting for it"
    flock 9
  fi
  "$@"
  exec 9>&-
}

set_up_program() { only_one build_program; }

build_program() {
  is_stale || return 0
  say "setting up and building (the first start takes a few minutes, later ones none)"
  set_up
  build Cli/RedKube.Cli.csproj
}

# build PROJECT: builds for release; the stamp says from when the sources were.
build() {
  local begun=$state/build-begun
  touch "$begun"
  logged build dotnet build "$root/$1" -c Release -v q -nodeReuse:false
  mv "$begun" "$stamp"
}

# logged NAME COMMAND…: keeps the output in a file and shows it only if the command fails.
logged() {
  local log=$state/$1.log
  shift
  if ! "$@" >"$log" 2>&1 </dev/null 9>&-; then
    grep -E '(error|fail)' "$log" | sort -u | head -n 30 >&2 || tail -n 30 "$log" >&2
    fail "this failed: $* (all of its output is in $log)"
  fi
}

set_up() {
  need_sdk
  choose_packages
  if [ "$(packages)" = closed ]; then
    have_library libgdal.so.32 || install_debian libgdal32 gdal-data proj-data ||
      fail "GDAL 3.6 (libgdal.so.32) is missing and cannot be installed from here; as root, run: apt-get install libgdal32 gdal-data proj-data"
  fi
}

need_sdk() {
  command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing: install it from https://dotnet.microsoft.com/download (or put dotnet on the PATH)"
  (cd "$root" && dotnet --version >/dev/null 2>&1 9>&-) ||
    fail "found .NET SDK(s) $(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | tr '\n' ' ')but the build needs 10.0.100 or a later 10.0: install it from https://dotnet.microsoft.com/download"
}

# Which package source this machine can restore is found out once and kept in a file that Directory.Build.props reads.
choose_packages() {
  [ ! -f "$state/packages.props" ] || return 0
  local source
  for source in nuget closed; do
    say "looking whether the packages can be restored from the source \"$source\""
    if (cd "$root" && dotnet restore Cli/RedKube.Cli.csproj -v q -p:RedKubePackages=$source -nodeReuse:false) \
      >"$state/restore-$source.log" 2>&1 </dev/null 9>&-; then
      echo "<Project><PropertyGroup><RedKubePackages>$source</RedKubePackages></PropertyGroup></Project>" >"$state/packages.props.new"
      mv "$state/packages.props.new" "$state/packages.props"
      say "packages: $source"
      return 0
    fi
  done
  grep -hE 'error' "$state"/restore-*.log | sort -u | head -n 20 >&2
  fail "the packages cannot be restored, neither all from NuGet nor as a closed build (eng/closed/README.md); is a package source configured and within reach?"
}

packages() { sed -n 's,.*<RedKubePackages>\([^<]*\)</RedKubePackages>.*,\1,p' "$state/packages.props"; }

have_library() {
  PATH=$PATH:/sbin:/usr/sbin ldconfig -p | grep -F "$1 " >/dev/null
}

# install_debian PACKAGE…: installs Debian packages as root or through sudo; fails where neither is possible.
install_debian() {
  command -v apt-get >/dev/null || return 1
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || return 1
    if [ -t 0 ] && [ -t 2 ]; then as_root=(sudo); else as_root=(sudo -n); fi
    "${as_root[@]}" true 2>/dev/null || return 1
  fi
  say "installing $*"
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300)
  {
    "${apt[@]}" install -y --no-install-recommends "$@" ||
      { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "$@"; }
  } >"$state/apt.log" 2>&1 </dev/null 9>&- || {
    tail -n 5 "$state/apt.log" >&2
    return 1
  }
}
