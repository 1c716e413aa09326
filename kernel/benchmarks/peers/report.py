#!/usr/bin/env python3
"""Prints what a run says: report.py FILE. First the rows that have a target, then the medians of all peers.

A ratio is taken between two programs of the same round, so that both have had the same weather; shown are its median
over the rounds and, as the spread, its least and its greatest value."""
import collections, json, statistics, sys

OURS, COMPACT = "catnap", "catnap-compact"
CPU, WALL, COLD = "cpu_ns_per_op", "ns_per_op", "first_ns_per_op"
VARIANTS = ("-apart", "-ahead64", "-push", "-iterator")  # of the floor: they answer other questions

# What, our program, workload, field, factor to the unit shown, its name, limit, and where it is a ratio: to whom, what.
ROWS = [
    ("W1 `sleep(0)`, two tasks", OURS, "w1_switch", CPU, 1, "ns", 1.3, ("floor", "w1_switch")),
    ("W1 `sleep(0)`, alone", OURS, "w1_switch_elided", CPU, 1, "ns", 20, None),
    ("W2 ping-pong, round trip", OURS, "w2_pingpong", CPU, 1, "ns", 1.25, ("floor", "w2_pingpong")),
    ("W2 one way, per item", OURS, "w2_pipe", CPU, 1, "ns", 1.25, ("floor", "w2_pipe")),
    ("W3 await what returns at once", OURS, "w3_direct", CPU, 1, "ns", 2, None),
    ("W4 gather of 100,000, warm", COMPACT, "w4_gather", CPU, 1, "ns", 2, ("floor-compact", "w4_gather")),
    ("W4 the same, G1", OURS, "w4_gather", CPU, 1, "ns", 2, ("floor-compact", "w4_gather")),
    ("W4 cold, wall", OURS, "w4_gather", COLD, 1, "ns", 5000, None),
    ("W4 cold, wall, compact", COMPACT, "w4_gather", COLD, 1, "ns", 5000, None),
    ("W5 100,000 timers, wall", OURS, "w5_timers", WALL, 0.1, "ms", 180, None),
    ("W6 1,000,000 asleep, time", COMPACT, "w6_sleepers", CPU, 1, "ns", 2, ("floor-compact", "w6_sleepers")),
    ("W6 memory a task", COMPACT, "w6_sleepers", "bytes_per_task", 1, "bytes", 400, None),
    ("W6 memory at its peak", COMPACT, "w6_sleepers", "peak_rss_mb", 1, "MB", 500, None),
    ("W7 generator, pulled", OURS, "w7_generator", CPU, 1, "ns", 1.15, ("floor", "w7_generator")),
    ("W7 generator, pushed", OURS, "w7_push", CPU, 1, "ns", 3, None),
    ("W7 generator, pushed, compact", COMPACT, "w7_push", CPU, 1, "ns", 3, None),
    ("W7 generator, `stream()`", OURS, "w7_push_stream", CPU, 1, "ns", 3, None),
    ("W7 `yieldFrom`, 5 deep", OURS, "w7_nest5", CPU, 1, "ns", 1.15, (OURS, "w7_generator")),
    ("W8 a GET, wall", OURS, "w8_http", WALL, 0.001, "µs", 1.1, ("java-sendasync", "w8_http")),
    ("W8 moonshot: aiohttp on uvloop", OURS, "w8_http", WALL, 0.001, "µs", 1, ("uvloop313", "w8_http")),
    ("W9 `toThread`, in turn", OURS, "w9_seq", CPU, 1, "ns", 1.3, ("floor", "w9_seq")),
    ("W9 `toThread`, gather of 20,000", OURS, "w9_gather", CPU, 1, "ns", 1.5, ("floor", "w9_gather")),
]


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def spread(values):
    return f"{number(min(values))}–{number(max(values))}" if len(values) > 1 else "–"


def by_round(lines, peer, workload, field):
    return {r["round"]: r[field] for r in lines if r["peer"] == peer and r["workload"] == workload and field in r}


def targets(lines):
    yield "| what | target | ours | ratio | spread | |"
    yield "|---|---|---|---|---|---|"
    for what, peer, workload, field, factor, unit, limit, base in ROWS:
        ours = by_round(lines, peer, workload, field)
        if not ours:
            continue
        shown = f"{number(statistics.median(ours.values()) * factor)} {unit}"
        if base is None:
            values, ratio, target = [v * factor for v in ours.values()], "", f"≤ {limit:,} {unit}"
        else:
            theirs = by_round(lines, *base, field)
            values = [v / theirs[r] for r, v in ours.items() if theirs.get(r)]
            if not values:
                continue
            ratio = f"{statistics.median(values):.2f}"
            target = f"≤ {limit} × {'flat' if base[0] == peer else base[0]}"
        verdict = "met" if statistics.median(values) <= limit else "**missed**"
        yield f"| {what} | {target} | {shown} | {ratio} | {spread(values)} | {verdict} |"


def medians(lines, field):
    peers = list(dict.fromkeys(r["peer"] for r in lines if field in r and not r["peer"].endswith(VARIANTS)))
    got = collections.defaultdict(list)
    for r in lines:
        if field in r:
            got[r["workload"], r["peer"]].append(r[field])
    yield f"| {field} | " + " | ".join(peers) + " |"
    yield "|---" * (len(peers) + 1) + "|"
    for workload in sorted({w for w, _ in got}):
        cells = (got.get((workload, p)) for p in peers)
        yield f"| {workload} | " + " | ".join(number(statistics.median(c)) if c else "" for c in cells) + " |"


def main(path):
    with open(path) as file:
        lines = [json.loads(line) for line in file]
    load = statistics.median(r["load1"] for r in lines)
    rounds = len({r["round"] for r in lines})
    print(f"{rounds} rounds, median load {load:.1f}; versions: {', '.join(sorted({r['version'] for r in lines}))}\n")
    print("\n".join(targets(lines)))
    for field in CPU, WALL, COLD, "peak_rss_mb", "bytes_per_task", "live_bytes_per_task":
        print("\n" + "\n".join(medians(lines, field)))


if __name__ == "__main__":
    main(sys.argv[1])
