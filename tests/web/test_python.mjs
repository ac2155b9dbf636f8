// Python in the page: the project's own recorder in Pyodide.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { build, launchChromium, openPage, serve } from "./browser.mjs";

let browser, server, page;
before(async () => {
  server = await serve(path.join(build, "site"));
  browser = await launchChromium();
  page = await openPage(await browser.newContext(), server.address + "#paused");
});
after(async () => {
  await browser?.close();
  server?.close();
});

async function play(name, text) {
  await page.locator("#file").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
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
  await page.locator("#file").setInputFiles({ name: "endless.py", mimeType: "text/plain", buffer: Buffer.from(text) });
  await page.locator("#run").click();
  await page.locator("#stop").click();
  await page.waitForFunction(() => !window.player.call("is_running"), null, { timeout: 30000 });
  assert.match(await play("again.py", "import asyncio\nasyncio.run(asyncio.sleep(3))\n"), /3 s/);
});
