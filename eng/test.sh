# Sourced by ../redkube for `redkube test`: builds everything, runs the test projects, adds up what they say.
# shellcheck shell=bash disable=SC2154

. "$root/eng/setup.sh"

run_tests() {
  local filter='Category!=Long'
  case "${1-}" in
    '') ;;
    --all) filter= ;;
    *)
      echo "usage: redkube test [--all]   (--all adds the long tests)" >&2
      exit 2
      ;;
  esac

  only_one build_tests
  results=$state/tests
  rm -rf "$results"
  mkdir -p "$results"
  export results filter
  export -f run_project
  # Two hosts at a time: most of a small suite's time is one thread that starts and discovers.
  test_projects | xargs -P 2 -I{} bash -c 'run_project {}'
  report
}

build_tests() {
  mkdir -p "$state"
  set_up
  command -v gdalinfo >/dev/null || install_debian gdal-bin || say "gdal-bin is missing: tests that compare with GDAL's own tools are skipped"
  command -v redis-server >/dev/null || install_debian redis-server || say "redis-server is missing: tests on Redis are skipped"
  command -v chromium >/dev/null || install_debian chromium || say "chromium is missing: tests in the browser are skipped"
  install_npm s3rver "the S3 server that tests speak to" || say "the S3 server of npm (s3rver) cannot be installed: tests on S3 are skipped"
  install_npm schemas "the object types of Kubernetes" || say "the object types of Kubernetes cannot be installed: tests that hold deploy/ against them are skipped"
  say "building everything"
  build RedKube.slnf
  if [ "$(packages)" = closed ]; then
    logged build-closed-tests dotnet build "$root/eng/closed/tests" -c Release -v q -nodeReuse:false
  fi
}

# install_npm NAME WHAT: installs the packages of eng/NAME, in the versions of its lock file, into the state folder; their own scripts are not run.
install_npm() {
  local to=$state/$1 from=$root/eng/$1
  ! cmp -s "$from/package-lock.json" "$to/installed.json" || return 0
  command -v node >/dev/null && command -v npm >/dev/null || return 1
  say "installing $2"
  mkdir -p "$to"
  cp "$from"/package*.json "$to"
  (cd "$to" && npm ci --ignore-scripts --no-audit --no-fund) >"$state/$1.log" 2>&1 </dev/null 9>&- || return 1
  cp "$from/package-lock.json" "$to/installed.json"
}

# One line per test project: its assembly.
test_projects() {
  local name
  for name in $(sed -n 's,.*\\\(RedKube\.[A-Za-z0-9.]*\.Tests\)\.csproj.*,\1,p' "$root/RedKube.slnf") \
    $([ "$(packages)" != closed ] || echo RedKube.Closed.Tests); do
    echo "$root/artifacts/bin/$name/release/$name.dll"
  done
}

# run_project ASSEMBLY: leaves NAME.log, NAME.rc and, where there are tests, NAME.trx.
run_project() {
  local name rc=0 begun=$SECONDS
  name=$(basename "$1" .dll)
  dotnet test "$1" ${filter:+--filter "$filter"} --logger "trx;LogFileName=$name.trx" --results-directory "$results" \
    --blame-hang --blame-hang-timeout 10m --blame-hang-dump-type none >"$results/$name.log" 2>&1 </dev/null || rc=$?
  echo $rc >"$results/$name.rc"
  [ -f "$results/$name.trx" ] || echo "no tests were run" >>"$results/$name.log"
  echo "$name: $(tail -n 1 "$results/$name.log" | sed 's/ - [^ ]*\.dll.*//') ($((SECONDS - begun)) s)"
}

report() {
  local passed=0 failed=0 skipped=0 trx rc name outcomes bad=0
  for rc in "$results"/*.rc; do
    name=$(basename "$rc" .rc)
    trx=$results/$name.trx
    outcomes=$([ ! -f "$trx" ] || sed -n 's/.*<UnitTestResult .*outcome="\([A-Za-z]*\)".*/\1/p' "$trx")
    passed=$((passed + $(grep -c '^Passed$' <<<"$outcomes" || true)))
    skipped=$((skipped + $(grep -c '^NotExecuted$' <<<"$outcomes" || true)))
    local own
    own=$(grep -cE '^(Failed|Error|Timeout|Aborted)$' <<<"$outcomes" || true)
    if [ "$(cat "$rc")" != 0 ] && [ "$own" = 0 ]; then
      own=1
      echo "$name: the test host ended with $(cat "$rc") and no failing test:"
      tail -n 30 "$results/$name.log"
    elif [ "$own" != 0 ]; then
      grep -vE '^(Test run for|A total of|Starting test|VSTest|$)' "$results/$name.log"
    fi
    failed=$((failed + own))
  done
  ls "$results"/*.rc >/dev/null 2>&1 || bad=1
  [ "$skipped" = 0 ] || say_skips || bad=1
  echo "$passed passed, $failed failed, $skipped skipped"
  [ $failed = 0 ] && [ $bad = 0 ]
}

# Names every skipped test; in CI one that eng/allowed-skips.txt does not hold is a failure.
say_skips() {
  local name fine=0
  while read -r name; do
    if grep -qE "^${name//./\\.}[[:space:]]+[^[:space:]]" "$root/eng/allowed-skips.txt"; then
      echo "skipped, as allowed: $name"
    elif [ "${CI-}" = true ]; then
      echo "skipped, and not in eng/allowed-skips.txt: $name"
      fine=1
    else
      echo "skipped: $name"
    fi
  done < <(sed -n 's/.*<UnitTestResult .*testName="\([^"(]*\).*outcome="NotExecuted".*/\1/p' "$results"/*.trx | sort -u)
  return $fine
}
