#!/usr/bin/env bash
# Kills an agent's process at random points and judges what its webhooks saw, over many seeds: bash eng/soak/random-kill.sh [seeds, 200]
set -uo pipefail
cd "$(dirname "$0")/../.."
. eng/soak/soak.sh
export HANDLER_SEEDS=${1:-200}
soak random-kill "seeds 1 to $HANDLER_SEEDS, 2 kills each" Handler.EndToEndTests RandomKillTests.Agent_killed '^ +Seed '
