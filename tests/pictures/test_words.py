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
LARGE = (  # than fits: the lessons
    ("--size", "1920x1080", "--scale", "3"),
    ("--size", "1920x1080", "--scale", "8"),
    ("--size", "640x360", "--scale", "4", "--panels", "all"),
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
    lessons = recorded.known(root, "scenarios")
    scenarios = recorded.known(root, "scenarios", "tests/traces")
    failed = pictures = 0
    for way in WAYS + LARGE:
        looked_at = lessons if way in LARGE else scenarios
        for scenario, picture in recorded.record_all(program, looked_at, *way):
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
