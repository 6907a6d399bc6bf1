#!/usr/bin/env bash
# Makes both forms in which `handler` leaves this repository, the published folder and the package of the tool, and tries each: help, version, and an agent
# that takes a message to its end.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
agent=''
trap '[ -z "$agent" ] || kill "$agent" 2>/dev/null || true; rm -rf "$work"' EXIT
export HANDLER_CONFIG_DIR="$work/config" DOTNET_NOLOGO=1

try_form() {
  local program=$1 url=''
  echo "-- $program"
  "$program" --help >"$work/help"
  grep -q '^Exit codes:$' "$work/help"
  "$program" version
  "$program" server agent --port 0 --steps 1 --interval 10ms >"$work/agent.log" 2>&1 &
  agent=$!
  for _ in $(seq 300); do
    url=$(sed -n 's|^Agent card: \(http://[0-9.:]*\)/.*|\1|p' "$work/agent.log")
    [ -z "$url" ] || break
    sleep 0.1
  done
  [ -n "$url" ] || { cat "$work/agent.log" >&2; echo "The agent has not started." >&2; return 1; }
  "$program" message send --url "$url" "Process this data" --wait forever
  kill -TERM "$agent"
  wait "$agent"
  agent=''
}

bash "$root/eng/publish.sh" --output "$work/published"
try_form "$work/published/handler"

dotnet pack "$root/src/Handler.Cli" --configuration Release --output "$work/package" --nologo --verbosity quiet
dotnet tool install Handler.Cli --tool-path "$work/tool" --add-source "$work/package" --version "$(ls "$work/package" | sed -n 's/^Handler\.Cli\.\([0-9].*\)\.nupkg$/\1/p')"
try_form "$work/tool/handler"
