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
    cmake --preset dev
    cmake --build --preset dev
    ctest --preset dev -j "$(nproc)"
    ;;
  *)
    echo "usage: ./setup.sh [test]" >&2
    exit 2
    ;;
esac
