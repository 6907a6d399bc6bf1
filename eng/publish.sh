#!/usr/bin/env bash
# Publishes the `handler` program for one platform, ready to be copied to a machine without .NET: self-contained, compiled ahead of time.
#
#   eng/publish.sh [--rid RID] [--output FOLDER] [--project PROJECT]
#
# RID is this machine's by default (linux-x64, osx-arm64, win-x64, ...), FOLDER artifacts/publish/<rid>. Another PROJECT is published in just the same way:
# `bench startup` does so with the bare programs that it measures against. docs/decisions/0008 says why it is published like this.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

fail() { echo "eng/publish.sh: $*" >&2; exit 2; }

rid='' output='' project="$root/src/Handler.Cli"
while [ $# -gt 0 ]; do
  case "$1" in
    --rid | --output | --project) [ $# -gt 1 ] || fail "$1 has no value." ;;
    *) fail "There is no option '$1'. Usage: eng/publish.sh [--rid RID] [--output FOLDER] [--project PROJECT]" ;;
  esac
  case "$1" in
    --rid) rid=$2 ;;
    --output) output=$2 ;;
    --project) project=$2 ;;
  esac
  shift 2
done

command -v dotnet >/dev/null || fail "There is no 'dotnet' in the PATH. Install the .NET SDK that global.json names."
rid=${rid:-$(dotnet --info | sed -n 's/^ *RID: *//p' | head -n 1)}

# What an earlier version left in the folder would be shipped with this one; a folder that is not ours to empty must be empty.
if [ -z "$output" ]; then
  output=$root/artifacts/publish/$rid
  rm -rf "$output"
elif [ -n "$(ls -A "$output" 2>/dev/null)" ]; then
  fail "$output is not empty. Give a new folder with --output."
fi

dotnet publish "$project" --configuration Release --runtime "$rid" --self-contained --output "$output" --nologo --verbosity quiet \
  -p:PublishReadyToRun=true -p:PublishTrimmed=true

# For who debugs; nothing that runs reads them.
find "$output" -name '*.pdb' -delete -o -name 'Handler.*.xml' -delete -o -name handler.xml -delete
echo "$output"
