#!/usr/bin/env bash
# Kills an agent's process at random points and judges what its webhooks saw, over many seeds: bash eng/soak/random-kill.sh [seeds, 200]
# Writes what the run said to eng/soak/results/random-kill.txt.
set -uo pipefail
cd "$(dirname "$0")/../.."
seeds=${1:-200}
mkdir -p eng/soak/results
began=$SECONDS
log=$(HANDLER_SEEDS=$seeds dotnet test tests/Handler.EndToEndTests -c Release --filter "FullyQualifiedName~RandomKillTests.Agent_killed" 2>&1)
code=$?
{
  echo "random-kill: seeds 1 to $seeds, 2 kills each, $(date -u +%Y-%m-%d), $(git rev-parse --short HEAD), $(nproc) cores, $((SECONDS - began)) s"
  echo "$log" | grep -E "^(Passed|Failed)!|\[FAIL\]|^ +Seed " | sed 's/ - [^ ]*\.dll.*//'
} | tee eng/soak/results/random-kill.txt
exit "$code"
