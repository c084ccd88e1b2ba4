#!/bin/sh
# Everything that needs a GPU, once: builds, the hash's self-test with its bandwidth, the programs beside this file,
# overhead. Needs no network: a Python with torch (CUDA), a C++ compiler, CMake, nvcc.
#   tests/verify/cuda/run_all.sh PYTHON OUTPUT_FOLDER [PAIRS] [SEEDLINT_VERIFY]
# With SEEDLINT_VERIFY (and seedlint_cuda.so and seedlint_hash_cuda_test beside it) nothing is built.
# Every step goes on after the one before failed; OUTPUT_FOLDER/summary.txt says how each ended.
set -u
python=$1
pairs=${3:-3}
tool=${4:-}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)
export SEEDLINT_CACHE="${SEEDLINT_CACHE:-$out/cache}"
: > "$out/summary.txt"

step() { # name, command…
  name=$1
  shift
  began=$(date +%s)
  "$@" > "$out/$name.txt" 2>&1
  status=$?
  echo "$name: exit $status, $(($(date +%s) - began)) s" | tee -a "$out/summary.txt"
}

step machine sh -c "nvidia-smi; nvcc --version || /usr/local/cuda/bin/nvcc --version; '$python' -c 'import torch; print(torch.__version__, torch.version.cuda, torch.cuda.get_device_name())'"
if [ -z "$tool" ]; then
  step build sh -c "cmake -S '$root/runtime-check' -B '$out/build' && cmake --build '$out/build' -j 8"
  tool=$out/build/bin/seedlint-verify
  self_test=$out/build/seedlint_hash_cuda_test
  step unit "$out/build/seedlint_runtime_tests"
else
  self_test=$(dirname "$tool")/seedlint_hash_cuda_test
fi
step self_test "$self_test"
step programs "$python" "$root/tests/verify/run_table.py" "$tool" "$python" --kinds cuda --pairs "$pairs"
# The same hash, compiled at first use as on a machine without the prebuilt library.
mkdir -p "$out/bare" && cp "$tool" "$out/bare/" &&
  step compiled_at_first_use env SEEDLINT_CACHE="$out/bare/cache" "$python" "$root/tests/verify/run_table.py" "$out/bare/seedlint-verify" "$python" --kinds cuda --pairs 1 --only plain index_add
for size in half medium large slow; do
  step "untraced_$size" "$python" "$root/tests/verify/bench/overhead.py" "$size" --device cuda
  rm -rf "$out/traces"
  step "traced_$size" "$tool" --quick --no-lint --no-progress --steps 0 --keep "$out/traces" -- "$python" "$root/tests/verify/bench/overhead.py" "$size" --device cuda
  cat "$out/traces/plain-1/output.txt" >> "$out/traced_$size.txt"
  rm -rf "$out/traces"
done
step light_medium "$tool" --quick --no-lint --no-progress --light --steps 0 --keep "$out/traces" -- "$python" "$root/tests/verify/bench/overhead.py" medium --device cuda
cat "$out/traces/plain-1/output.txt" >> "$out/light_medium.txt"
rm -rf "$out/traces"
step debugmode_medium "$python" "$root/tests/verify/bench/overhead.py" medium debugmode --device cuda
cat "$out/summary.txt"
