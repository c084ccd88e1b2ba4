#!/bin/sh
# Sets up a Debian 12 machine and builds seedlint.
#
#   ./setup.sh         packages, release build, then a check of fixtures/projects/helper-in-another-file
#   ./setup.sh test    packages, a build with warnings as errors, then all tests
#
# Works as root and with sudo. Packages that are there already are not touched; without a package manager of
# Debian's kind it only says what is missing.
set -eu
cd "$(dirname "$0")"

packages="g++ cmake ninja-build pkg-config git ca-certificates python3 python3-pip python3-setuptools python3-wheel
  libfmt-dev libcli11-dev libtomlplusplus-dev libsimdjson-dev nlohmann-json3-dev libexpected-dev
  libxxhash-dev libutf8proc-dev libgtest-dev libbenchmark-dev"
# The tests of the runtime check make Pythons with torch: in CI, or where SEEDLINT_TORCH=yes asks for it.
install_torch=no
if [ "${CI:-}" = true ] || [ "${SEEDLINT_TORCH:-}" = yes ]; then
  install_torch=yes
  packages="$packages python3-venv"
fi

missing=""
for package in $packages; do
  if ! dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed'; then
    missing="$missing $package"
  fi
done
if [ -n "$missing" ]; then
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "setup.sh: apt-get not found; install what corresponds to:$missing" >&2
    exit 1
  fi
  if [ "$(id -u)" -eq 0 ]; then
    as_root=""
  elif command -v sudo >/dev/null 2>&1; then
    as_root="sudo"
  else
    echo "setup.sh: run it as root, or install first:$missing" >&2
    exit 1
  fi
  $as_root apt-get update
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y --no-install-recommends $missing
fi

case "${1:-}" in
  "")
    cmake --preset release
    cmake --build --preset release --target seedlint seedlint-verify
    echo
    echo "+ build/release/bin/seedlint check fixtures/projects/helper-in-another-file"
    # It finds a defect there, which is an exit status of 1.
    build/release/bin/seedlint check fixtures/projects/helper-in-another-file || [ $? -eq 1 ]
    ;;
  test)
    # Two versions of torch, installed once per machine and while the build runs, or used where they are there
    # already. Without them the tests of the runtime check skip.
    found="$(mktemp -d)"
    find=--find
    [ "$install_torch" = no ] || find=""
    {
      [ -n "${SEEDLINT_TORCH_PYTHON:-}" ] || tests/verify/torch_environment.sh $find 2.11.0 lightning accelerate transformers nbconvert ipykernel >"$found/first" || true
    } &
    {
      [ -n "${SEEDLINT_TORCH_PYTHON_SECOND:-}" ] || tests/verify/torch_environment.sh $find 2.8.0 >"$found/second" || true
    } &
    cmake --preset dev
    cmake --build --preset dev
    wait
    SEEDLINT_TORCH_PYTHON="${SEEDLINT_TORCH_PYTHON:-$(cat "$found/first" 2>/dev/null)}"
    SEEDLINT_TORCH_PYTHON_SECOND="${SEEDLINT_TORCH_PYTHON_SECOND:-$(cat "$found/second" 2>/dev/null)}"
    export SEEDLINT_TORCH_PYTHON SEEDLINT_TORCH_PYTHON_SECOND
    rm -rf "$found"
    ctest --preset dev -j "$(nproc)"
    ;;
  *)
    echo "usage: ./setup.sh [test]" >&2
    exit 2
    ;;
esac
