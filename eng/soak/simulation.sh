#!/usr/bin/env bash
# Plays the push engine in a world that goes wrong at random, two simulated hours a seed: bash eng/soak/simulation.sh [seeds, 5000]
set -uo pipefail
cd "$(dirname "$0")/../.."
. eng/soak/soak.sh
export HANDLER_SIMULATION_SEEDS=${1:-5000}
soak simulation "seeds 1 to $HANDLER_SIMULATION_SEEDS, about two simulated hours each" Handler.Tests PushSimulationTests.Whatever '^ *"?seed '
