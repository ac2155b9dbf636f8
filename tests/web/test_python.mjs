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
