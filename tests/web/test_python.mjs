// Python in the page: the project's own recorder in Pyodide.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { openPage, root, site } from "./browser.mjs";

let page;
site(async ({ browser, address }) => {
  page = await openPage(await browser.newContext(), address + "#paused");
});

const choose = (name, text) =>
  page.locator("#file").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

// As a person drops a file on the page.
const drop = (name, text) => page.evaluate(([called, all]) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([all], called));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}, [name, text]);

async function play(name, text, bring = choose) {
  await bring(name, text);
  await page.waitForFunction((all) => window.editor.text === all, text);
  await page.locator("#run").click();
  await page.waitForFunction(() => !window.player.call("is_running"), null, { timeout: 120000 });
  return page.evaluate(() => window.player.call("words") + window.player.state().banner);
}

const printed = () => page.locator("#printed").textContent();

test("a program is shown on its virtual clock", async () => {
  const words = await play("lecture.py", `import asyncio, time

async def say(delay, what):
    await asyncio.sleep(delay)
    print(what)

async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(say(100, "one"))
        group.create_task(say(200, "two"))

# Side by side
asyncio.run(main())
`);
  assert.match(words, /Side by side/);
  assert.match(words, /say\(200, 'two'\)/);
  assert.match(words, /200 s|3 min/);
  // asyncio's own frames count as asyncio's, wherever the page keeps it.
  assert.match(words, /say\(200, 'two'\), sleeps from 0 s/);
  assert.equal(await printed(), "one\ntwo\n");
});

test("unittest's own words are read below the text, and CPython's new parts are there", async () => {
  const words = await play("tests.py", `import asyncio, unittest

class Tests(unittest.IsolatedAsyncioTestCase):
    async def test_order(self):
        jobs = [asyncio.create_task(asyncio.sleep(n, n)) for n in (2, 1)]
        self.assertEqual([1, 2], [await job async for job in asyncio.as_completed(jobs)])

    async def test_wrong(self):
        print("inside")
        self.assertEqual(1, 2)

unittest.main(exit=False)
`);
  assert.match(words, /Tests\.test_order\(\)/);
  assert.match(await printed(), /inside[^]*AssertionError: 1 != 2[^]*Ran 2 tests[^]*FAILED \(failures=1\)/);
});

test("what ends a program is marked at its line and read in full", async () => {
  const words = await play("raises.py", `import asyncio

async def main():
    await asyncio.sleep(1)
    return {}["nothing"]

asyncio.run(main())
`);
  assert.match(words, /KeyError/);
  assert.equal(await page.locator("#mistakes").textContent(), "5:1 error: KeyError: 'nothing'");
  assert.match(await printed(), /line 5, in main\n[^]*KeyError: 'nothing'\n$/);
});

test("what this Python has not is said by name; a program reaches no other host, nor the page", async () => {
  await play("lacks.py", `import asyncio, concurrent.futures, os, subprocess
from pyodide.code import run_js

def tell(act, *given):
    try:
        act(*given)
    except Exception as error:
        print(type(error).__name__, error)

tell(__import__, "requests")
tell(subprocess.run, ["echo"])
tell(os.fork)
tell(concurrent.futures.ProcessPoolExecutor)
tell(input, "name? ")
tell(run_js, "fetch('https://example.org/')")
loop = asyncio.new_event_loop()
tell(loop.run_until_complete, asyncio.start_unix_server(print, "/x"))
tell(loop.run_until_complete, loop.connect_read_pipe(print, 0))
`);
  const told = (await printed()).split("\n");
  assert.match(told[0], /No module named 'requests': Python on a page has the standard library alone/);
  for (const line of told.slice(1, 4)) assert.match(line, /processes: Python on a page starts none/);
  assert.match(told[4], /name\? EOFError input: Python on a page has nobody who answers/);
  assert.match(told.join("\n"), /EvalError[^]*Content Security Policy[^]*sockets: Python on a page[^]*pipes: Python on a page/);
});

test("threads and sockets are said by name", async () => {
  assert.match(await play("threads.py", `import asyncio, time
asyncio.run(asyncio.to_thread(time.sleep, 1))
`), /threads: Python on a page has only one/);
  assert.match(await play("sockets.py", `import asyncio
async def main():
    await asyncio.open_connection("example.org", 80)
asyncio.run(main())
`), /sockets: Python on a page has no network/);
});

test("a mistake stands at its line", async () => {
  await play("wrong.py", "import asyncio\nasync def main(:\n    pass\n");
  assert.match(await page.locator("#mistakes").textContent(), /2:\d+ error/);
});

test("a program that never ends is stopped by the button, and the page lives on", async () => {
  const text = "import asyncio\nasync def main():\n    while True:\n        pass\nasyncio.run(main())\n";
  await choose("endless.py", text);
  await page.locator("#run").click();
  await page.locator("#stop").click();
  await page.waitForFunction(() => !window.player.call("is_running"), null, { timeout: 30000 });
  assert.match(await play("again.py", "import asyncio\nasyncio.run(asyncio.sleep(3))\n"), /3 s/);
});

test("what runs for too long is stopped, and told", async () => {
  await page.evaluate(() => { window.player.hooks.python.patience = 3000; });
  const told = await play("long.py", "import asyncio\nasync def main():\n    while True:\n        pass\nasyncio.run(main())\n");
  await page.evaluate(() => { window.player.hooks.python.patience = 30000; });
  assert.match(told + await page.locator("#mistakes").textContent(), /within \d+ s of real time/);
});

test("a notebook is dropped and run, cell by cell", async () => {
  const cell = (source) => ({ cell_type: "code", source, metadata: {}, outputs: [], execution_count: null });
  const words = await play("lecture.ipynb", JSON.stringify({
    cells: [cell("import asyncio\nasync def nap(s):\n    await asyncio.sleep(s)"), cell("# Together\nawait asyncio.gather(nap(2), nap(3))")],
    metadata: {}, nbformat: 4, nbformat_minor: 5,
  }), drop);
  assert.match(words, /nap\(3\)/);
  assert.match(words, /3 s/);
});

// Programs that people asked about (tests/door), and what is to be read of each.
const programs = {
  workers_join: /worker|consumer|join/i,
  wait_first_completed: /wait/i,
  nested_timeouts: /inner True/,
  taskgroup_errors: /raised|failed|error/i,
  barrier: /barrier/i,
  own_context_manager: /s\b/,
  executor_partial: /threads: Python on a page has only one/,
  streams_echo: /sockets: Python on a page has no network/,
};
for (const [name, read] of Object.entries(programs))
  test(`a real program: ${name}`, async () => {
    const text = fs.readFileSync(path.join(root, `tests/door/questions/${name}.py`), "utf8");
    const words = await play(`${name}.py`, text);
    assert.match(words + await page.locator("#mistakes").textContent(), read);
    if (!/page has/.test(String(read))) assert.doesNotMatch(words, /page has (only one|no network)/);
  });
