"""How fast the model is, against CPython on a virtual clock, as ratios in one run.

    python3 tests/bench/model.py build/interleave [small|full]

Four loads: W1 gather of N sleepers, W2 N tasks that give way M times each, W3 items through a
queue, W4 sleeps in a row. Seconds are CPU seconds of the whole process, start included; a ratio is
CPython's time over interleave's for the same load. Not a test: nothing is asserted."""
import json
import pathlib
import resource
import subprocess
import sys
import tempfile

VIRTUAL = '''
import asyncio, time
class Selector:
    def select(self, timeout): loop.now += timeout or 0; return []
class Loop(asyncio.base_events.BaseEventLoop):
    now = 0.0
    def __init__(self): super().__init__(); self._selector = Selector()
    def time(self): return self.now
    def _process_events(self, events): pass
    def _write_to_self(self): pass
loop = Loop()
'''


def scenario(coroutines, main, **more):
    return {"coroutines": {**coroutines, "main()": main},
            "timelines": [{"run": "main()"}], **more}


def loads(factor):
    n = 10_000 * factor
    yield ("W1 gather of sleepers", 2 * n, scenario(
        {"nap()": [{"sleep": 1}]}, [{"gather": "nap()", "for": f"i in range({n})"}]),
        f"async def nap(): await asyncio.sleep(1)\n"
        f"async def main(): await asyncio.gather(*[nap() for i in range({n})])\n")
    n = 1_000 * factor
    yield ("W2 tasks that give way", 100 * n, scenario(
        {"spin()": [{"for": "i in range(100)", "do": [{"sleep": 0}]}]},
        [{"gather": "spin()", "for": f"i in range({n})"}]),
        f"async def spin():\n for i in range(100): await asyncio.sleep(0)\n"
        f"async def main(): await asyncio.gather(*[spin() for i in range({n})])\n")
    n = 50_000 * factor
    yield ("W3 items through a queue", n, scenario(
        {"put()": [{"for": f"i in range({n})", "do": [{"await": "q.put(i)"}]}],
         "get()": [{"for": f"i in range({n})", "do": [{"await": "q.get()", "as": "x"}]}]},
        [{"gather": ["put()", "get()"]}], let={"q": "Queue(maxsize=10)"}),
        f"q = asyncio.Queue(10)\nasync def put():\n for i in range({n}): await q.put(i)\n"
        f"async def get():\n for i in range({n}): x = await q.get()\n"
        "async def main(): await asyncio.gather(put(), get())\n")
    n = 50_000 * factor
    yield ("W4 sleeps in a row", n, scenario(
        {}, [{"for": f"i in range({n})", "do": [{"sleep": 1}]}]),
        f"async def main():\n for i in range({n}): await asyncio.sleep(1)\n")


def cpu(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    program, size = sys.argv[1], (sys.argv[2:] or ["small"])[0]
    with tempfile.TemporaryDirectory() as folder:
        path, code = pathlib.Path(folder) / "load.json", pathlib.Path(folder) / "load.py"
        print(f"{'':28}{'steps':>10}{'interleave':>12}{'CPython':>10}{'ratio':>8}")
        for name, steps, spec, python in loads({"small": 1, "full": 10}[size]):
            path.write_text(json.dumps(spec))
            code.write_text(VIRTUAL + python + "loop.run_until_complete(main())\n")
            ours = min(cpu([program, "run", path]) for _ in range(3))
            theirs = min(cpu([sys.executable, code]) for _ in range(2))
            print(f"{name:28}{steps:10}{ours:11.3f}s{theirs:9.2f}s{theirs / max(ours, 1e-3):7.0f}x",
                  flush=True)


if __name__ == "__main__":
    main()
