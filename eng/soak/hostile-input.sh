#!/usr/bin/env bash
# Sends requests by chance to both bindings, of which none may make the agent fail: bash eng/soak/hostile-input.sh [requests, 100000]
# Writes what the run said to eng/soak/results/hostile-input.txt.
set -uo pipefail
cd "$(dirname "$0")/../.."
cases=${1:-100000}
mkdir -p eng/soak/results
began=$SECONDS
log=$(HANDLER_CASES=$cases dotnet test tests/Handler.Tests -c Release --filter "FullyQualifiedName~HostileInputTests" 2>&1)
code=$?
{
  echo "hostile-input: $cases requests, half to each binding, seeds 1 to $((cases / 2)), $(date -u +%Y-%m-%d), $(git rev-parse --short HEAD), $(nproc) cores, $((SECONDS - began)) s"
  echo "$log" | grep -aE "^(Passed|Failed)!|\[FAIL\]|^ *\[?\"?seeds? " | sed 's/ - [^ ]*\.dll.*//'
} | tee eng/soak/results/hostile-input.txt
exit "$code"
