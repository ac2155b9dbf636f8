// One lesson in one file: from a folder, in a frame, in a deck, with what its address asks for.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launchChromium, modules, openPage, run, scenario, state, temporary } from "./browser.mjs";

let browser, folder, one, many;
before(async () => {
  folder = temporary();
  one = path.join(folder, "one.html");
  many = path.join(folder, "many.html");
  run("export", scenario("06-side-by-side.json"), "-o", one);
  run("export", ...["03-two-awaits", "05-gather", "13-semaphore"].map((name) => scenario(name + ".json")), "-o", many);
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const address = (file, hash = "") => pathToFileURL(file).href + hash;

test("a lesson is under 2.6 MB, and the same again", () => {
  assert.ok(fs.statSync(one).size < 2_600_000, `${fs.statSync(one).size} bytes`);
  const again = path.join(folder, "again.html");
  run("export", scenario("06-side-by-side.json"), "-o", again);
  assert.ok(fs.readFileSync(one).equals(fs.readFileSync(again)));
});

test("it plays from a folder, offline, and asks nobody for anything", async () => {
  const context = await browser.newContext({ offline: true });
  const asked = [];
  context.on("request", (request) => asked.push(request.url()));
  const page = await openPage(context, address(one));
  await page.waitForFunction(() => window.player.state().t > 0.1);
  assert.equal((await state(page)).playing, true);
  assert.match(await page.title(), /Two tasks beat two awaits/);
  assert.deepEqual(asked.filter((url) => !/^(file|blob|data):/.test(url)), []);
  assert.deepEqual(page.complaints, []);
  await context.close();
});

test("what is packed in it is unpacked piece by piece, a turn of the browser's between them", async () => {
  const context = await browser.newContext();
  await context.addInitScript(() => {
    const Stream = window.ReadableStream;
    window.pieces = [];
    let turn = 0;
    const post = MessagePort.prototype.postMessage;
    MessagePort.prototype.postMessage = function (...given) { turn++; return post.apply(this, given); };
    window.ReadableStream = function (source, strategy) {
      return new Stream({ pull: (controller) => source.pull({
        enqueue: (bytes) => { window.pieces.push([turn, bytes.length]); controller.enqueue(bytes); },
        close: () => controller.close() }) }, strategy);
    };
  });
  const page = await openPage(context, address(one));
  const pieces = await page.evaluate(() => window.pieces);
  assert.ok(pieces.length > 20, `${pieces.length} pieces`);
  for (const [, size] of pieces) assert.ok(size > 0 && size <= 65536, `${size} bytes`);
  assert.ok(new Set(pieces.map(([turn]) => turn)).size > pieces.length / 2);
  await context.close();
});

test("its address says how it begins", async () => {
  const context = await browser.newContext();
  const page = await openPage(context, address(one, "#at=1.25&paused&panels=loop&steps"));
  const seen = await state(page);
  assert.deepEqual([seen.t, seen.playing, seen.panels, seen.axis], [1.25, false, 4, "steps"]);
  const hidden = await openPage(context, address(one, "#paused&code=hidden"));
  await hidden.evaluate(() => window.player.call("panels", "python,output"));
  await hidden.locator("#canvas").focus();
  await hidden.keyboard.press("p");
  await hidden.waitForFunction(() => (window.player.state().panels & 1) === 0);
  const strange = await openPage(context, address(one, "#at=NaN&panels=%FF&theme=<b>&&&=&steps=%00"));
  assert.ok((await state(strange)).title.includes("Two tasks"));
  await context.close();
});

test("several lessons are one file with a gallery", async () => {
  const context = await browser.newContext();
  const page = await openPage(context, address(many));
  assert.equal((await state(page)).gallery, true);
  await page.locator("#canvas").focus();
  await page.keyboard.type("semaphore");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => !window.player.state().gallery && /semaphore/i.test(window.player.call("file")));
  await context.close();
});

test("in a frame of another page, as a deck has it, keys reach it and the wheel does not until it is clicked", async () => {
  const deck = path.join(folder, "deck.html");
  fs.writeFileSync(deck, `<!doctype html><div style="height:3000px"><iframe src="one.html#paused" width="960" height="540"></iframe></div>`);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address(deck));
  const frame = page.frames().find((one) => one.url().includes("one.html"));
  await frame.waitForFunction(() => window.player?.module.frames > 0 && !window.player.call("is_running"));
  await page.locator("iframe").click({ position: { x: 480, y: 20 } });
  await page.keyboard.press("End");
  await frame.waitForFunction(() => window.player.state().t > 1);
  await context.close();
});

test("on a slide of a reveal.js deck it loads when its slide comes, and plays there", async () => {
  fs.cpSync(path.join(modules, "node_modules/reveal.js/dist"), path.join(folder, "reveal.js"), { recursive: true });
  const deck = path.join(folder, "reveal.html");
  fs.writeFileSync(deck, `<!doctype html><meta charset="utf-8">
    <link rel="stylesheet" href="reveal.js/reveal.css"><link rel="stylesheet" href="reveal.js/theme/black.css">
    <div class="reveal"><div class="slides"><section><h2>First</h2></section>
    <section><iframe class="r-stretch" data-src="one.html#at=1&paused&code=hidden"></iframe></section>
    <section><h2>Last</h2></section></div></div>
    <script src="reveal.js/reveal.js"></script><script>Reveal.initialize({ hash: true, transition: "none" })</script>`);
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  await page.goto(address(deck));
  await page.waitForFunction(() => window.Reveal?.isReady());
  await page.keyboard.press("ArrowRight");
  const frame = await page.waitForSelector("iframe[src]").then((element) => element.contentFrame());
  await frame.waitForFunction(() => window.player?.module.frames > 0 && !window.player.call("is_running"));
  assert.equal(await frame.evaluate(() => window.player.state().t), 1);
  const size = await page.locator("iframe").boundingBox();
  assert.ok(size.width > 800 && size.height > 450, JSON.stringify(size));
  await page.locator("iframe").click({ position: { x: size.width / 2, y: 20 } });
  await page.keyboard.press("Space");
  await frame.waitForFunction(() => window.player.state().t > 1);
  await page.evaluate(() => { document.activeElement.blur(); window.focus(); window.Reveal.next(); });
  assert.equal(await page.evaluate(() => window.Reveal.getIndices().h), 2);
  await context.close();
});

test("keeping a picture hands over a file", async () => {
  const context = await browser.newContext();
  const page = await openPage(context, address(one, "#paused"));
  await page.locator("#canvas").focus();
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("k")]);
  assert.match(download.suggestedFilename(), /\.png$/);
  await context.close();
});
