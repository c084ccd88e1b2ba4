#!/bin/sh
# Everything that needs a GPU, once: the hash's self-test with its bandwidth, the programs beside this file, overhead.
# Needs no network: a Python with torch (CUDA) and a C++ compiler; to build here also CMake, nvcc and the libraries
# that runtime-check/CMakeLists.txt asks for.
#   tests/verify/cuda/run_all.sh PYTHON OUTPUT_FOLDER [SEEDLINT_VERIFY]
# With SEEDLINT_VERIFY, built elsewhere, nothing is built; seedlint_cuda.so and seedlint_hash_cuda_test lie beside it.
# PARTS="machine self_test programs overhead" runs some parts, PAIRS and JOBS say how often and how many at a time.
# Every step goes on after the one before failed; OUTPUT_FOLDER/summary.txt says how each ended.
set -u
python=$1
tool=${3:-}
pairs=${PAIRS:-3}
jobs=${JOBS:-6}
parts=" ${PARTS:-machine self_test programs overhead} "
root=$(cd "$(dirname "$0")/../../.." && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)
export SEEDLINT_CACHE="${SEEDLINT_CACHE:-${TMPDIR:-/tmp}/seedlint-gpu-cache}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

step() { # name, command…
  name=$1
  shift
  began=$(date +%s)
  "$@" > "$out/$name.txt" 2>&1
  status=$?
  echo "$name: exit $status, $(($(date +%s) - began)) s" | tee -a "$out/summary.txt"
}

wanted() {
  case "$parts" in *" $1 "*) return 0 ;; esac
  return 1
}

overhead() { # name, options of seedlint-verify…, --, options of overhead.py
  name=$1
  shift
  options=
  while [ "$1" != -- ]; do
    options="$options $1"
    shift
  done
  shift
  rm -rf "$work/traces"
  # shellcheck disable=SC2086  # options are words
  step "$name" "$tool" --quick --no-lint --no-progress --steps 0 $options --keep "$work/traces" -- "$python" "$root/tests/verify/bench/overhead.py" "$@" --device cuda
  cat "$work/traces"/plain-?/output.txt | tee -a "$out/$name.txt" "$out/summary.txt"
}

if [ -z "$tool" ]; then
  step build sh -c "cmake -S '$root/runtime-check' -B '$out/build' && cmake --build '$out/build' -j 8"
  tool=$out/build/bin/seedlint-verify
  step unit "$out/build/bin/seedlint_runtime_tests"
fi
bin=$(cd "$(dirname "$tool")" && pwd)
tool=$bin/$(basename "$tool")

if wanted machine; then
  step machine sh -c "nvidia-smi; ls /dev/nvidia* /dev/dxg; PATH=\$PATH:/usr/local/cuda/bin nvcc --version; '$python' -c 'import torch; print(torch.__version__, torch.version.cuda, torch.cuda.get_device_name())'"
fi
if wanted self_test; then
  step self_test "$bin/seedlint_hash_cuda_test"
  cat "$out/self_test.txt"
fi
if wanted programs; then
  # One first, alone: it compiles the tracer.
  step first_program "$python" "$root/tests/verify/run_table.py" "$tool" "$python" --kinds cuda --pairs 1 --only plain
  step programs "$python" "$root/tests/verify/run_table.py" "$tool" "$python" --kinds cuda --pairs "$pairs" --jobs "$jobs"
  cat "$out/programs.txt"
  # The library compiled at first use, as on a machine without the prebuilt one.
  mkdir -p "$work/bare"
  cp "$tool" "$work/bare/"
  step compiled_at_first_use env SEEDLINT_CACHE="$work/bare/cache" "$python" "$root/tests/verify/run_table.py" "$work/bare/$(basename "$tool")" "$python" --kinds cuda --pairs 1 --only plain
fi
if wanted overhead; then
  for size in half medium large slow; do
    step "untraced_$size" "$python" "$root/tests/verify/bench/overhead.py" "$size" --device cuda
    tee -a "$out/summary.txt" < "$out/untraced_$size.txt"
    overhead "traced_$size" -- "$size"
  done
  overhead light_medium --light -- medium
  step debugmode_medium "$python" "$root/tests/verify/bench/overhead.py" medium debugmode --device cuda
  tee -a "$out/summary.txt" < "$out/debugmode_medium.txt"
fi
echo "--- $out/summary.txt"
cat "$out/summary.txt"
