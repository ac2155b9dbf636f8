"""Two traces, event by event."""

from collections import Counter


def by_timeline(events):
    timelines = {}
    for event in events:
        timelines.setdefault(event["timeline"], []).append(event)
    return timelines


def tell(event):
    if event is None:
        return "(nothing)"
    return " ".join(f"{key}={value}" for key, value in event.items() if key != "timeline")


def first_difference(ours, python):
    """None, or a text that shows the place. A timeline that our limits ended has to agree up to
    there."""
    ours, python = by_timeline(ours), by_timeline(python)
    for timeline in sorted(ours.keys() | python.keys()):
        mine, theirs = ours.get(timeline, []), python.get(timeline, [])
        if mine and mine[-1].get("outcome") == "limit":
            mine = mine[:-1]
            theirs = theirs[:len(mine)]
        if mine == theirs:
            continue
        at = next((n for n, (a, b) in enumerate(zip(mine, theirs)) if a != b),
                  min(len(mine), len(theirs)))
        before = "".join(f"            {tell(event)}\n" for event in mine[max(0, at - 3):at])
        a = mine[at] if at < len(mine) else None
        b = theirs[at] if at < len(theirs) else None
        return (f"timeline {timeline}, event {at}:\n{before}"
                f"interleave: {tell(a)}\n    python: {tell(b)}")
    return None


def other_warnings(ours, python):
    """None, or a text with the warnings that only one of the two gave."""
    mine, theirs = Counter(ours), Counter(python)
    if mine == theirs:
        return None
    return (f"warnings:\ninterleave alone: {sorted((mine - theirs).elements())}\n"
            f"    python alone: {sorted((theirs - mine).elements())}")
