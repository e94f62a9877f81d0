#!/usr/bin/env bash
# Fetches what the closed build needs and no NuGet source has: fetch.sh DIR. Runs once, later starts find everything in place.
# Versions are pinned here; npm checks each archive against its registry's hash, and what is kept is checked against SHA256SUMS.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
dir=${1:?usage: fetch.sh DIR}
managed=com.github.asus4.onnxruntime@0.4.9
native=onnxruntime-node@1.29.0
target=$dir/onnxruntime-1.29.0

[ ! -f "$target/.complete" ] || exit 0
[ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || {
  echo "fetch.sh: the closed build is made for Linux on x86-64, this is $(uname -s) on $(uname -m); use the NuGet packages" >&2
  exit 1
}
command -v npm >/dev/null || {
  echo "fetch.sh: npm is missing; install Node.js 20 or newer (apt-get install nodejs npm)" >&2
  exit 1
}

mkdir -p "$dir"
exec 9>"$dir/.lock"
flock 9
[ ! -f "$target/.complete" ] || exit 0

work=$(mktemp -d "$dir/.fetching.XXXXXX")
trap 'rm -rf "$work"' EXIT
[ -w "${HOME:-/nonexistent}" ] || export npm_config_cache=$work/npm
cd "$work"

# pack SPEC: downloads one archive without running anything of it and prints the file's name.
pack() {
  local attempt name
  for attempt in 1 2 3; do
    if name=$(npm pack --silent --ignore-scripts "$1" 2>npm.log | tail -n 1) && [ -s "$name" ]; then
      echo "$name"
      return
    fi
  done
  cat npm.log >&2
  echo "fetch.sh: npm could not fetch $1" >&2
  return 1
}

echo "fetching ONNX Runtime 1.29.0 (about 260 MB, once)" >&2
archive=$(pack "$managed")
mkdir -p out/managed managed
tar xzf "$archive" -C managed --strip-components=1 --wildcards 'package/Runtime/*.shared.cs' package/LICENSE
cp -r managed/Runtime/. out/managed/
cp managed/LICENSE out/managed/LICENSE
rm "$archive"
archive=$(pack "$native")
tar xzf "$archive" --strip-components=5 package/bin/napi-v6/linux/x64/libonnxruntime.so.1
mv libonnxruntime.so.1 out/libonnxruntime.so
rm "$archive"

(cd out && sha256sum --quiet --check "$here/SHA256SUMS") || {
  echo "fetch.sh: what npm delivered differs from $here/SHA256SUMS; nothing was installed" >&2
  exit 1
}
rm -rf "$target"
touch out/.complete
mv out "$target"
