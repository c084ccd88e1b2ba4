#!/bin/sh
# Makes a Python with one version of torch for the runtime check's tests, once per machine, and prints its path.
#
#   torch_environment.sh [--find] VERSION [PACKAGE...]
#
# With --find only one that is there already counts. It goes to $SEEDLINT_TORCH_HOME/VERSION (default: ~/.cache/seedlint-torch) unless a Python there has it already.
# Everything comes from PyPI by name. Exits 1 with a message where that fails; the tests then skip.
set -eu
find=no
if [ "$1" = --find ]; then
  find=yes
  shift
fi
version="$1"
shift
folder="${SEEDLINT_TORCH_HOME:-$HOME/.cache/seedlint-torch}/$version"
python="$folder/bin/python"

has_torch() {
  [ -x "$1" ] && "$1" -c "import torch, numpy, sys; sys.exit(torch.__version__.split('+')[0] != '$version')" >/dev/null 2>&1
}

# A machine may have one already, made by hand.
for known in "$python" "/opt/seedlint-torch/bin/python" "/opt/seedlint-torch-$version/bin/python" "/opt/seedlint-torch28/bin/python"; do
  if has_torch "$known"; then
    echo "$known"
    exit 0
  fi
done

[ "$find" = no ] || exit 1

# Seven gigabytes: CUDA's libraries come along with PyPI's wheel, though only the CPU half is used.
free="$(df -Pk "$HOME" | awk 'NR == 2 { print int($4 / 1048576) }')"
if [ "$free" -lt 12 ]; then
  echo "torch_environment.sh: torch $version needs 12 GB of disk, $free are free; its tests will be skipped" >&2
  exit 1
fi
rm -rf "$folder" "$folder.new"
python3 -m venv "$folder.new" && "$folder.new/bin/python" -m pip install --quiet --no-cache-dir --disable-pip-version-check \
  "torch==$version" numpy "$@" >&2 || {
  rm -rf "$folder.new"
  echo "torch_environment.sh: torch $version could not be installed; its tests will be skipped" >&2
  exit 1
}
mv "$folder.new" "$folder"
if ! has_torch "$python"; then
  echo "torch_environment.sh: torch $version was installed but cannot be imported; its tests will be skipped" >&2
  exit 1
fi
echo "$python"
