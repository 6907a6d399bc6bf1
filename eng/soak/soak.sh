# For the scripts beside it: runs tests for long and writes what they said to eng/soak/results/NAME.txt.
# soak NAME "WHAT WAS RUN" PROJECT FILTER LINES: LINES (an extended regular expression) are kept beside the sums and the failures.
soak() {
  local name=$1 what=$2 project=$3 filter=$4 lines=$5 began=$SECONDS log code
  mkdir -p eng/soak/results
  log=$(dotnet test "tests/$project" -c Release --filter "FullyQualifiedName~$filter" 2>&1)
  code=$?
  {
    echo "$name: $what, $(date -u +%Y-%m-%d), $(git rev-parse --short HEAD), $(nproc) cores, $((SECONDS - began)) s"
    echo "$log" | grep -aE "^(Passed|Failed)!|\[FAIL\]|$lines" | sed 's/ - [^ ]*\.dll.*//'
  } | tee "eng/soak/results/$name.txt"
  return "$code"
}
