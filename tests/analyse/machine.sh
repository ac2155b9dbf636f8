#!/bin/sh
# The program on another kind of processor: built by Debian's cross compiler against Debian's packages
# for it, which are unpacked into a folder and not installed; run by qemu, where the processor can't. What it makes of every
# lesson has to be, byte by byte, what the program makes that was built here (tests/analyse/machine.py).
#
#     sh tests/analyse/machine.sh [arm64|i386|armhf] [PROGRAM]
#
# PROGRAM is build/interleave. Needs the network for the first time, and Debian 12's
# gcc-aarch64-linux-gnu (gcc-i686-linux-gnu, gcc-arm-linux-gnueabihf) and qemu-user.
set -eu
cd "$(dirname "$0")/../.."
machine=${1:-arm64}
program=${2:-build/interleave}
case $machine in
arm64) compiler=aarch64-linux-gnu folder=aarch64-linux-gnu emulator=qemu-aarch64 ;;
i386) compiler=i686-linux-gnu folder=i386-linux-gnu emulator= ;;
armhf) compiler=arm-linux-gnueabihf folder=arm-linux-gnueabihf emulator=qemu-arm ;;
*) echo "no machine is called $machine here" >&2; exit 2 ;;
esac
build=$PWD/build/$machine
root=$build/root

# Debian's packages of that kind, with an apt that knows of nothing but them. A list that can't be had
# is apt's to tell: whether the others suffice is seen when the packages are fetched.
fetch() {
    mkdir -p "$build/apt/lists/partial" "$build/apt/cache/archives/partial" "$root"
    : >"$build/apt/status"
    for action in update "install --yes --download-only --no-install-recommends"; do
        packages=
        [ "$action" = update ] || packages="libc6-dev libgcc-12-dev libsdl2-dev libsdl2-ttf-dev
            libcjson-dev libpng-dev libfontconfig-dev libcairo2-dev libcgif-dev libharfbuzz-dev zlib1g-dev"
        # shellcheck disable=SC2086 # the word lists are meant to split
        apt-get -q -o Dir::State="$build/apt" -o Dir::State::status="$build/apt/status" \
            -o Dir::Cache="$build/apt/cache" -o APT::Architecture="$machine" \
            -o APT::Architectures="$machine" -o Debug::NoLocking=1 $action $packages ||
            [ "$action" = update ]
    done
    for package in "$build"/apt/cache/archives/*.deb; do
        dpkg-deb --extract "$package" "$root"
    done
    # Links that begin at `/` would lead out of it.
    find "$root" -type l -lname '/*' | while read -r link; do
        ln -sfn "$root$(readlink "$link")" "$link"
    done
    : >"$root/complete"
}

[ -e "$root/complete" ] || fetch
run="$emulator -L $root"
linking=
if [ -z "$emulator" ]; then # as it is, with the libraries of that folder
    libraries=$root/lib/$folder:$root/usr/lib/$folder:$root/usr/lib/$folder/pulseaudio
    run="env LD_LIBRARY_PATH=$libraries"
    linking=-Wl,--dynamic-linker=$root/lib/ld-linux.so.2
fi
export PKG_CONFIG_SYSROOT_DIR="$root"
export PKG_CONFIG_LIBDIR="$root/usr/lib/$folder/pkgconfig:$root/usr/share/pkgconfig"
cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_SYSTEM_NAME=Linux \
    -DCMAKE_SYSTEM_PROCESSOR="${compiler%%-*}" -DCMAKE_C_COMPILER="$compiler-gcc" \
    -DCMAKE_SYSROOT="$root" -DCMAKE_EXE_LINKER_FLAGS="$linking" -DCMAKE_FIND_ROOT_PATH_MODE_PROGRAM=NEVER \
    -DPKG_CONFIG_EXECUTABLE="$(command -v pkg-config)" >/dev/null
cmake --build "$build" --target interleave
# shellcheck disable=SC2086 # the words are meant to split
python3 tests/analyse/machine.py "$program" . $run "$build/interleave"
