#!/bin/sh
# Static analysers over src/, and valgrind over the main ways. Nothing may be found.
#
#     sh tests/analyse/run.sh [cppcheck|tidy|gcc|valgrind ...]
#
# After `cmake --preset tests && cmake --build --preset tests`. Debian: cppcheck clang-tidy valgrind.
set -u
cd "$(dirname "$0")/../.."
build=build/tests
program=$build/interleave
found=0

check() { # a tool's output, which has to be empty
    if [ -s "$build/analysed" ]; then
        cat "$build/analysed"
        echo "$1: found something"
        found=1
    else
        echo "$1: clean"
    fi
}

flags() {
    pkg-config --cflags sdl2 SDL2_ttf libcjson cgif libpng fontconfig harfbuzz cairo
}

run_cppcheck() {
    mkdir -p "$build/cppcheck"
    cppcheck src -Isrc --std=c11 --enable=warning,performance,portability --quiet \
        --suppressions-list=tests/analyse/cppcheck.txt --cppcheck-build-dir="$build/cppcheck" \
        -D_POSIX_C_SOURCE=200809L '-DINTERLEAVE_VERSION="0"' '-DINTERLEAVE_DATA=""' \
        2>"$build/analysed"
    check cppcheck
}

run_tidy() {
    git ls-files 'src/*.c' | xargs -n 8 clang-tidy --quiet -p "$build" 2>/dev/null |
        grep -E '(warning|error):' >"$build/analysed"
    check clang-tidy
}

# gcc 12's analyser does not follow memory through arenas and arrays; these of its checks hold.
# web/ is for Emscripten's compiler alone.
run_gcc() {
    git ls-files 'src/*.c' ':!src/web' | while read -r file; do
        # shellcheck disable=SC2046 # the flags are meant to split
        gcc -std=c11 -D_POSIX_C_SOURCE=200809L -Isrc $(flags) '-DINTERLEAVE_VERSION="0"' \
            '-DINTERLEAVE_DATA=""' '-DINTERLEAVE_CPYTHON="0"' -O1 -fanalyzer -Wno-analyzer-malloc-leak \
            -Wno-analyzer-use-of-uninitialized-value -Wno-analyzer-null-dereference \
            -Wno-analyzer-possible-null-dereference -c "$file" -o /dev/null 2>&1 | grep -E '(warning|error):'
    done >"$build/analysed"
    check "gcc -fanalyzer"
}

run_valgrind() {
    lesson=scenarios/06-side-by-side.json
    other=scenarios/11-time-limit.json
    out=$build/analysed-out
    cp $other "$out.json"
    printf '%s\n' 'key End' 'on span-end 0 0' down 'by -60 0' up 'key Ctrl+S' 'key Home' 'key Space' \
        'wait 1' 'key Right' 'key g' 'key v' 'wheel 1 -1 ctrl' 'key ?' 'key ?' 'key h' 'key Right' \
        rest state picture >"$out.keys"
    for way in "check $lesson" "run $lesson" "trace $lesson" "export $lesson -o $out.png --size 640x360" \
        "export $lesson -o $out.svg --embed-fonts" "export $lesson -o $out.pdf" "export $lesson -o $out.txt" \
        "export $lesson -o $out.py" "export $lesson -o $out.gif --size 320x180 --fps 2" \
        "explain all" "schema" "export $other -o $out.png --panels all" \
        "export $other -o $out.svg --animate" "export $other -o $out.pdf" \
        "play $out.json --script $out.keys"; do
        # shellcheck disable=SC2086 # the words are meant to split
        valgrind --quiet --error-exitcode=99 --leak-check=full --show-leak-kinds=definite \
            --errors-for-leak-kinds=definite --suppressions=tests/analyse/valgrind.supp \
            "$program" $way >/dev/null 2>"$build/analysed"
        status=$?
        if [ $status -eq 0 ]; then : >"$build/analysed"; else echo "exit $status" >>"$build/analysed"; fi
        check "valgrind $way"
    done
}

for tool in ${*:-cppcheck tidy gcc valgrind}; do
    "run_$tool"
done
exit $found
