#!/usr/bin/env bash
# Writes RedKube.Aspire.sln and RedKube.slnf from the projects that stand in the tree. Run it after adding or removing a project.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LC_ALL=C

guid() { # guid TEXT: the same id for the same text on every machine
  local hash
  hash=$(printf %s "$1" | md5sum | tr a-f A-F)
  echo "{${hash:0:8}-${hash:8:4}-${hash:12:4}-${hash:16:4}-${hash:20:12}}"
}

mapfile -t projects < <(
  find . -name '*.csproj' -not -path './eng/closed/*' -not -path './artifacts/*' -not -path './.redkube/*' -not -path '*/node_modules/*' |
    sed 's,^\./,,' | sort
)

folder_of() { # the solution folder of a project: the first part of a path that has more than two
  case $1 in */*/*) echo "${1%%/*}" ;; esac
}

{
  printf '\xef\xbb\xbf\n'
  echo 'Microsoft Visual Studio Solution File, Format Version 12.00'
  echo '# Visual Studio Version 17'
  echo 'VisualStudioVersion = 17.0.31903.59'
  echo 'MinimumVisualStudioVersion = 10.0.40219.1'
  mapfile -t folders < <(for p in "${projects[@]}"; do folder_of "$p"; done | sort -u)
  for f in "${folders[@]}"; do
    printf 'Project("{2150E333-8FDC-42A3-9474-1A3956D46DE8}") = "%s", "%s", "%s"\nEndProject\n' "$f" "$f" "$(guid "$f")"
  done
  for p in "${projects[@]}"; do
    name=${p##*/}
    printf 'Project("{9A19103F-16F7-4668-BE54-9A1E7A4F7556}") = "%s", "%s", "%s"\nEndProject\n' "${name%.csproj}" "${p//\//\\}" "$(guid "$p")"
  done
  echo 'Global'
  printf '\tGlobalSection(SolutionConfigurationPlatforms) = preSolution\n'
  printf '\t\t%s|Any CPU = %s|Any CPU\n' Debug Debug Release Release
  printf '\tEndGlobalSection\n\tGlobalSection(ProjectConfigurationPlatforms) = postSolution\n'
  for p in "${projects[@]}"; do
    id=$(guid "$p")
    for c in Debug Release; do
      printf '\t\t%s.%s|Any CPU.%s = %s|Any CPU\n' "$id" $c ActiveCfg $c "$id" $c Build.0 $c
    done
  done
  printf '\tEndGlobalSection\n\tGlobalSection(SolutionProperties) = preSolution\n\t\tHideSolutionNode = FALSE\n\tEndGlobalSection\n'
  printf '\tGlobalSection(NestedProjects) = preSolution\n'
  for p in "${projects[@]}"; do
    f=$(folder_of "$p")
    [ -z "$f" ] || printf '\t\t%s = %s\n' "$(guid "$p")" "$(guid "$f")"
  done
  printf '\tEndGlobalSection\nEndGlobal\n'
} > RedKube.Aspire.sln

{
  printf '{\n  "solution": {\n    "path": "RedKube.Aspire.sln",\n    "projects": [\n'
  first=1
  for p in "${projects[@]}"; do
    [ $first = 1 ] || printf ',\n'
    first=0
    printf '      "%s"' "${p//\//\\\\}"
  done
  printf '\n    ]\n  }\n}\n'
} > RedKube.slnf
