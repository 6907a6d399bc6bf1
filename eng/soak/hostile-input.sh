#!/usr/bin/env bash
# Sends requests by chance to both bindings, of which none may make the agent fail: bash eng/soak/hostile-input.sh [requests, 100000]
set -uo pipefail
cd "$(dirname "$0")/../.."
. eng/soak/soak.sh
export HANDLER_CASES=${1:-100000}
soak hostile-input "$HANDLER_CASES requests, half to each binding, seeds 1 to $((HANDLER_CASES / 2))" Handler.Tests HostileInputTests '^ *\[?"?seeds? '
