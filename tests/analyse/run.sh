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

# Without what known.txt has of the tool whose checks begin so; what it has and is not found is told.
unknown() {
    known=$build/known
    grep -E "^[^ #]+ ($1)" tests/analyse/known.txt | while read -r file what why; do
        echo "$file:.*$what"
        grep -q "$file:.*$what" "$build/found" || echo "known.txt: not found any more: $file $what" >&3
    done 3>"$build/analysed" >"$known"
    grep -vEf "$known" "$build/found" >>"$build/analysed"
}

flags() {
    pkg-config --cflags sdl2 SDL2_ttf libcjson cgif libpng fontconfig harfbuzz cairo
}

run_cppcheck() {
    mkdir -p "$build/cppcheck"
    cppcheck src -i src/web -Isrc --std=c11 --enable=warning,performance,portability --quiet \
        --suppressions-list=tests/analyse/cppcheck.txt --cppcheck-build-dir="$build/cppcheck" \
        -D_POSIX_C_SOURCE=200809L '-DINTERLEAVE_VERSION="0"' '-DINTERLEAVE_DATA=""' \
        2>"$build/analysed"
    check cppcheck
}

run_tidy() {
    # One at a time: told of several files, clang 14 takes the later ones' va_list for unset.
    git ls-files 'src/*.c' ':!src/web' | xargs -n 1 clang-tidy --quiet -p "$build" 2>/dev/null |
        grep -E '(warning|error):' | sort -u >"$build/found"
    unknown 'bugprone|cert|clang|misc|performance|portability'
    check clang-tidy
}

# web/ is for Emscripten's compiler alone.
run_gcc() {
    git ls-files 'src/*.c' ':!src/web' | while read -r file; do
        # shellcheck disable=SC2046 # the flags are meant to split
        gcc -std=c11 -D_POSIX_C_SOURCE=200809L -Isrc $(flags) '-DINTERLEAVE_VERSION="0"' \
            '-DINTERLEAVE_DATA=""' '-DINTERLEAVE_CPYTHON="0"' -O1 -fanalyzer -c "$file" -o /dev/null 2>&1 |
            grep -E '(warning|error):'
    done >"$build/found"
    unknown analyzer
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
