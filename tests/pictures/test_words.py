"""No word overlaps another, lies below a shape or leaves the picture, in any scenario that the
tests know.

    test_words.py BINARY ROOT
"""

import sys
from pathlib import Path

import recorded

WAYS = (
    ("--size", "1920x1080"),
    ("--size", "1280x720", "--layout", "columns"),
    ("--size", "1024x768", "--panels", "all"),
    ("--size", "1080x1920", "--panels", "python,output", "--at", "1"),
)


def breaches(picture):
    width, height = map(float, picture.split(maxsplit=2)[1].split("x"))
    seen = list(recorded.words(picture))
    for index, word in enumerate(seen):
        if (word.left < -1 or word.right > width + 1 or word.top < -1
                or word.bottom > height + 1):
            yield f"{word} is outside of the picture"
        for other in seen[index + 1:]:
            if word.overlaps(other):
                yield f"{word} overlaps {other}"


    for word, shape in recorded.covers(picture):
        yield f"{word} is covered by {shape}"


def main():
    program, root = sys.argv[1], Path(sys.argv[2])
    scenarios = recorded.known(root, "scenarios", "tests/traces")
    failed = pictures = 0
    for way in WAYS:
        for scenario, picture in recorded.record_all(program, scenarios, *way):
            pictures += 1
            for breach in breaches(picture):
                failed += 1
                print(f"{scenario.name} {' '.join(way)}: {breach}")
                break
    assert pictures > 60, "too few scenarios found"
    print(f"{pictures} pictures, {failed} with words in each other's way")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
