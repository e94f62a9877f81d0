#!/usr/bin/env bash
# Draws the pages of the dashboard anew, into docs/images/dashboard. Look at them before they are committed.
set -euo pipefail
root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
tests=$root/artifacts/bin/RedKube.Browser.Tests/release/RedKube.Browser.Tests.dll
export ORT_DISABLE_TELEMETRY=1 REDKUBE_SCREENSHOTS=$root/docs/images/dashboard

mkdir -p "$REDKUBE_SCREENSHOTS"
dotnet build "$root/tests/Browser.Tests" -c Release -v q -nodeReuse:false
dotnet test "$tests" --filter FullyQualifiedName~ScreenshotTests
