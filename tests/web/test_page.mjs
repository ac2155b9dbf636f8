// The page to play with, in Chromium: text, picture, mistakes, links, files, and who cannot see it.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { openPage, ready, run, scenario, site, state, temporary, until } from "./browser.mjs";

const here = site();

async function open(hash = "#paused", options = {}) {
  const context = await here.browser.newContext({ viewport: { width: 1280, height: 720 }, ...options });
  const page = await openPage(context, here.address + hash);
  return { context, page };
}

const text = (page) => page.evaluate(() => window.editor.text);
const type = (page, words) => page.evaluate((all) => window.editor.load(all), words);

const sleeps = (seconds) => JSON.stringify({
  coroutines: { "main()": [{ sleep: seconds }, { print: "hello" }] },
  timelines: [{ title: "First", run: "main()" }],
}, null, 2);

// Where the first long bar is, found by trying the pointer: its end can be dragged.
async function findEnd(page) {
  const box = await page.locator("#canvas").boundingBox();
  for (let y = box.y + 60; y < box.y + box.height * 0.6; y += 8)
    for (let x = box.x + box.width * 0.4; x < box.x + box.width - 4; x += 3) {
      await page.mouse.move(x, y);
      if (await page.evaluate(() => window.player.canvas.style.cursor === "ew-resize")) return [x, y];
    }
  throw new Error("no bar's end was found");
}

test("keys play, step and change what is seen", async () => {
  const { context, page } = await open();
  await page.locator("#canvas").focus();
  await page.keyboard.press("Home");
  assert.equal((await state(page)).t, 0);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("End");
  const end = (await state(page)).t;
  assert.ok(end > 0);
  await page.keyboard.press("Home");
  await page.keyboard.press("Space");
  assert.equal((await state(page)).playing, true);
  await until(page, () => window.player.state().t > 0.2);
  await page.keyboard.press("Space");
  assert.equal((await state(page)).playing, false);
  const before = (await state(page)).panels;
  await page.keyboard.press("e");
  assert.notEqual((await state(page)).panels, before);
  await page.keyboard.press("?");
  assert.equal((await state(page)).help, true);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Backspace");
  assert.equal((await state(page)).gallery, true);
  await context.close();
});

test("Tab goes on from the canvas to the next button", async () => {
  const { context, page } = await open();
  await page.locator("#canvas").focus();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), "Home");
  await page.keyboard.press("Enter");
  assert.equal((await state(page)).t, 0);
  await context.close();
});

test("the mouse seeks, the wheel zooms", async () => {
  const { context, page } = await open();
  const box = await page.locator("#canvas").boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -300);
  await page.keyboard.up("Control");
  await until(page, () => window.player.state().to > 0);
  await context.close();
});

test("the picture follows the text; a wrong one leaves the last good; a click mends it", async () => {
  const { context, page } = await open();
  await type(page, sleeps(7));
  await until(page, () => !window.player.call("is_running") && window.player.call("words").includes("7 s"));
  await type(page, sleeps(7).replace('"sleep"', '"sleeep"'));
  await until(page, () => document.querySelector("#mistakes .error"));
  assert.match(await page.locator("#mistakes .error").textContent(), /no step is called "sleeep"/);
  assert.match((await state(page)).banner, /sleeep/);
  assert.match(await page.evaluate(() => window.player.call("words")), /7 s/);
  // The mark stands under the very characters.
  const marked = await page.evaluate(() => {
    const range = document.createRange(), mark = document.getElementById("editor").shadowRoot.querySelector(".cm-lintRange-error");
    range.selectNodeContents(mark);
    return range.toString();
  });
  assert.match(marked, /sleeep/);
  await page.getByRole("button", { name: /^Mend/ }).first().click();
  await until(page, () => !document.querySelector("#mistakes .error") && !window.player.state().banner);
  assert.equal(await text(page), sleeps(7));
  await context.close();
});

test("a dragged bar changes the digits in the editor, and the editor's undo brings them back", async () => {
  const { context, page } = await open();
  await type(page, sleeps(4));
  await until(page, () => window.player.call("words").includes("4 s"));
  await page.evaluate(() => window.player.call("seek", -1, -1));
  const [x, y] = await findEnd(page);
  await page.mouse.down();
  await page.mouse.move(x - 60, y, { steps: 4 });
  await page.mouse.up();
  await until(page, (before) => window.editor.text !== before, sleeps(4));
  const seconds = JSON.parse(await text(page)).coroutines["main()"][0].sleep;
  assert.ok(seconds > 0.2 && seconds < 4, `${seconds} s`);
  await until(page, () => !window.player.call("is_unsaved"));
  await page.evaluate(() => window.editor.view.focus());
  for (let i = 0; i < 12 && (await text(page)) !== sleeps(4); i++) await page.keyboard.press("Control+z");
  assert.equal(await text(page), sleeps(4));
  await until(page, () => window.player.call("words").includes("4 s"));
  await context.close();
});

test("the schema completes what is begun", async () => {
  const { context, page } = await open();
  await type(page, '{"coroutines": {"main()": [{""}]}}');
  await page.evaluate(() => {
    const { view } = window.editor, at = view.state.doc.toString().indexOf('{""}') + 2;
    view.focus();
    view.dispatch({ selection: { anchor: at } });
  });
  await page.keyboard.type("sle");
  await until(page, () => {
    const option = document.getElementById("editor").shadowRoot.querySelector(".cm-completionLabel");
    return option && /"sleep"/.test(option.textContent);
  });
  await page.waitForTimeout(150);
  await page.keyboard.press("Enter");
  assert.match(await text(page), /\{"sleep": \}/);
  await context.close();
});

test("the schema tells what stands under the pointer", async () => {
  const { context, page } = await open();
  await type(page, sleeps(4));
  const place = await page.evaluate(() => {
    const { view } = window.editor, at = view.state.doc.toString().indexOf('"sleep"') + 3;
    const box = view.coordsAtPos(at);
    return [box.left, (box.top + box.bottom) / 2];
  });
  await page.mouse.move(place[0] - 40, place[1]);
  await page.mouse.move(...place, { steps: 4 });
  await until(page, () => document.getElementById("editor").shadowRoot.querySelector(".cm-tooltip-hover"));
  const told = await page.evaluate(() => document.getElementById("editor").shadowRoot.querySelector(".cm-tooltip-hover").textContent);
  const { $defs } = JSON.parse(await page.evaluate(() => window.player.call("schema")));
  assert.ok(told.length > 10 && JSON.stringify($defs).includes(JSON.stringify(told.split("\n")[0]).slice(1, -1)), told);
  await context.close();
});

const pythons = "ArrayComprehensionExpression"; // a word of its language alone

// A word of the text in the colour of its kind.
const coloured = (page, word) => until(page, (all) =>
  [...document.getElementById("editor").shadowRoot.querySelectorAll(".cm-line span[class]")]
    .some((one) => one.textContent === all && getComputedStyle(one).color !== getComputedStyle(one.closest(".cm-line")).color), word);

test("the editor comes in parts, and Python's language with the first program", async () => {
  const context = await here.browser.newContext(), scripts = [];
  context.on("response", (response) => { if (/\.js$/.test(response.url())) scripts.push(response.text()); });
  const page = await openPage(context, here.address + "#paused&lesson=06-side-by-side");
  await coloured(page, '"coroutines"');
  const before = await Promise.all(scripts);
  assert.ok(before.length > 6, `${before.length} scripts`);
  const all = before.reduce((sum, one) => sum + one.length, 0);
  for (const one of before) { // each is evaluated in one task
    assert.ok(!one.includes(pythons));
    assert.ok(one.length < all / 2, `${one.length} of ${all} bytes`);
  }
  await page.locator("#file").setInputFiles({ name: "some.py", mimeType: "text/x-python", buffer: Buffer.from("def main():\n    pass\n") });
  await coloured(page, "def");
  assert.ok((await Promise.all(scripts)).some((one) => one.includes(pythons)));
  await page.locator("#file").setInputFiles(scenario("13-semaphore.json"));
  await coloured(page, '"coroutines"');
  assert.deepEqual(page.complaints, []);
  await context.close();
});

test("what is typed at the first moment stays and is shown, and nothing moves when the rest comes", async () => {
  const context = await here.browser.newContext({ viewport: { width: 1280, height: 720 } });
  const first = await openPage(context, here.address);
  await type(first, sleeps(6));
  await first.close();
  const page = await context.newPage();
  await page.addInitScript(() => {
    const attach = Element.prototype.attachShadow;
    window.boxes = () => {
      const root = document.getElementById("editor").shadowRoot;
      return [".cm-editor", ".cm-gutters", ".cm-content", ".cm-line"].map((one) => {
        const { x, y, height } = root.querySelector(one).getBoundingClientRect();
        return [one, x, y, height].join(" ");
      });
    };
    Element.prototype.attachShadow = function (...given) {
      const root = attach.apply(this, given);
      requestAnimationFrame(() => { window.unseen = getComputedStyle(this).visibility; }); // without a text
      new MutationObserver((_, observer) => {
        const line = [...root.querySelectorAll(".cm-line")].find((one) => one.textContent.includes('"sleep"'));
        if (!line) return;
        observer.disconnect();
        window.atFirst = window.boxes();
        window.dressed = getComputedStyle(root.querySelector(".cm-gutters")).backgroundColor;
        window.uncoloured = !line.querySelector("span");
        root.querySelector(".cm-content").focus();
        getSelection().collapse(line.firstChild, line.textContent.indexOf("6"));
        document.execCommand("insertText", false, "1");
      }).observe(root, { childList: true, subtree: true, characterData: true });
      return root;
    };
  });
  await page.goto(here.address);
  await ready(page);
  await until(page, () => window.player.call("words").includes("16 s"));
  assert.equal(await text(page), sleeps(16));
  assert.equal(await page.evaluate(() => window.unseen), "hidden");
  assert.equal(await page.evaluate(() => window.dressed), "rgba(0, 0, 0, 0)");
  assert.equal(await page.evaluate(() => window.uncoloured), true); // its language was not there yet
  await coloured(page, '"sleep"');
  assert.deepEqual(await page.evaluate(() => window.boxes()), await page.evaluate(() => window.atFirst));
  assert.equal(await page.evaluate(() => JSON.parse(localStorage.getItem("interleave.page")).text), sleeps(16));
  await context.close();
});

test("a link carries the text into another browser, and to a moment; the page sends nothing", async () => {
  const { context, page } = await open();
  await type(page, sleeps(6));
  await until(page, () => window.player.call("words").includes("6 s"));
  await page.evaluate(() => window.player.call("seek", 2.5, -1));
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByLabel("at this moment, paused").check();
  await until(page, () => document.getElementById("link").value.includes("at=2.5"));
  const link = await page.locator("#link").inputValue();
  assert.match(await page.locator("#frame").inputValue(), /^<iframe src="http[^"]*bare"/);
  const other = await here.browser.newContext();
  const asked = [];
  const page2 = await other.newPage();
  page2.on("request", (request) => asked.push(request.url()));
  await page2.goto(link);
  await ready(page2);
  await until(page2, () => window.editor?.text.includes("6"));
  assert.equal(await text(page2), sleeps(6));
  await until(page2, () => window.player.state().t === 2.5);
  assert.equal((await state(page2)).playing, false);
  for (const url of asked) assert.ok(url.startsWith(here.address) && !url.includes("s="), url);
  assert.equal(await page2.locator("header").isVisible(), true);
  assert.equal(await page2.evaluate(() => localStorage.getItem("interleave.page")), null); // one's own stays
  await page2.goto(link + "&bare");
  await page2.reload();
  await ready(page2);
  assert.equal(await page2.locator("header").isVisible(), false);
  assert.equal((await page2.locator("#canvas").boundingBox()).y, 0);
  await type(page2, sleeps(9)); // what is made of it is one's own
  await page2.reload();
  await ready(page2);
  assert.equal(await text(page2), sleeps(9));
  await context.close();
  await other.close();
});

test("a hostile link does no harm: damage, a bomb, markup, a program", async () => {
  const { context, page } = await open();
  const links = await page.evaluate(async () => {
    const squeeze = async (text) => {
      const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
      const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
      return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
    };
    const evil = "<img src=x onerror=\"window.hurt=1\"><script>window.hurt=1</" + "script>";
    const lesson = JSON.stringify({ title: evil, coroutines: { [evil + "()"]: [{ print: evil }], "main()": [{ print: evil }] },
                                    timelines: [{ title: evil, run: "main()" }] });
    return { damaged: "s=AAAA", bomb: "s=" + await squeeze(" ".repeat(3 << 20)), markup: "s=" + await squeeze(lesson),
             program: `n=${encodeURIComponent("<b>.py")}&s=` + await squeeze("raise SystemExit('ran')") };
  });
  for (const [kind, hash] of Object.entries(links)) {
    const page2 = await openPage(context, here.address + "?" + kind + "#" + hash);
    if (kind === "markup") await until(page2, () => window.editor?.text.includes("onerror"));
    await page2.waitForTimeout(300);
    assert.equal(await page2.evaluate(() => window.hurt), undefined, kind);
    if (kind === "damaged" || kind === "bomb")
      await until(page2, () => /damaged|too long/.test(document.getElementById("toast").textContent));
    if (kind === "program") {
      await until(page2, () => window.editor?.text.includes("SystemExit"));
      assert.ok(await page2.locator("#run").isVisible());
      assert.equal(await page2.locator("#stop").isVisible(), false);
    }
    assert.ok(await page2.evaluate(() => window.player.call("is_running") === 0));
    await page2.close();
  }
  await context.close();
});

test("an endless scenario ends with its message within a second, and the page lives on", async () => {
  const { context, page } = await open();
  for (const step of [{ while: "True", do: [{ sleep: 0 }] }, { while: "True", do: [{ print: "x" }] },
                      { let: { x: "[0] * 10 ** 12" } }]) {
    const endless = { coroutines: { "main()": [step] }, timelines: [{ run: "main()" }] };
    const took = await page.evaluate(async (all) => {
      const began = performance.now();
      window.editor.load(all);
      await new Promise((done) => setTimeout(done, 140));
      await window.player.settled();
      return performance.now() - began;
    }, JSON.stringify(endless));
    assert.ok(took < 10000, `${JSON.stringify(step)}: ${took} ms`); // a slow machine's second
    assert.match(await page.evaluate(() => window.player.call("words") + window.player.state().banner), /is stopped|limit|memory|MiB/i);
  }
  await type(page, sleeps(3));
  await until(page, () => window.player.call("words").includes("3 s"));
  await context.close();
});

test("what is downloaded is what the program itself writes", async () => {
  const { context, page } = await open();
  const lesson = fs.readFileSync(scenario("05-gather.json"), "utf8");
  await page.evaluate(async (all) => {
    window.editor.load(all);
    await new Promise((done) => setTimeout(done, 200));
    await window.player.settled();
    window.player.call("seek", -1, -1);
  }, lesson);
  const folder = temporary();
  fs.writeFileSync(path.join(folder, "mine.json"), lesson);
  const size = await page.evaluate(() => {
    window.player.call("panels", "python,output");
    return [window.player.canvas.width, window.player.canvas.height].join("x");
  });
  const pictures = ["--window", "--theme", "light", "--panels", "python,output", "--size", size];
  for (const format of ["py", "jsonl", "html", "png", "pdf", "svg"]) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#save").selectOption(format)]);
    const file = path.join(folder, "page." + format), own = path.join(folder, "own." + format);
    await download.saveAs(file);
    if (format === "svg") {
      assert.match(fs.readFileSync(file, "utf8"), /^<svg|<\?xml/);
      continue;
    }
    run("export", path.join(folder, "mine.json"), "-o", own, ...(/p(ng|df)/.test(format) ? pictures : []));
    if (/p(ng|df)/.test(format)) {
      assert.ok(fs.readFileSync(file).equals(fs.readFileSync(own)), format);
      continue;
    }
    const [mine, theirs] = [file, own].map((one) => fs.readFileSync(one, "utf8"));
    if (format === "html") {
      const inside = /id="lessons">(.*?)<\/script>/s;
      assert.equal(JSON.parse(mine.match(inside)[1])[0][1], JSON.parse(theirs.match(inside)[1])[0][1]);
      assert.equal(mine.replace(inside, ""), theirs.replace(inside, ""));
    } else {
      assert.equal(mine, theirs, format);
    }
  }
  await context.close();
});

test("the last text survives a reload; a file is opened; a lesson of the gallery comes into the editor", async () => {
  const { context, page } = await open();
  await type(page, sleeps(8));
  await until(page, () => window.player.call("words").includes("8 s"));
  await page.goto(here.address);
  await page.reload();
  await ready(page);
  await until(page, () => window.editor?.text.includes("8"));
  assert.equal(await text(page), sleeps(8));
  await page.locator("#file").setInputFiles(scenario("13-semaphore.json"));
  await until(page, () => window.editor.text.includes("semaphore"));
  await page.getByRole("button", { name: "Gallery" }).click();
  await until(page, () => window.player.state().gallery);
  await page.keyboard.type("gather");
  await page.keyboard.press("Enter");
  await until(page, () => !window.player.state().gallery && /gather/.test(window.editor.text));
  await context.close();
});

test("a screen reader finds names, the run in words, and each step told", async () => {
  const { context, page } = await open("#paused&lesson=06-side-by-side");
  const tree = await page.locator("body").ariaSnapshot();
  for (const name of ["Gallery", "New", "Open", "Share", "Play or pause", "Step on", "Full screen", "Keys"])
    assert.match(tree, new RegExp(`button "${name}`), name);
  assert.match(tree, /The timelines\. Space plays/);
  const unnamed = await page.evaluate(() => [...document.querySelectorAll("button, input:not([hidden]), select, textarea, canvas")]
    .filter((one) => !(one.getAttribute("aria-label") || one.textContent.trim() || one.labels?.length || one.title))
    .map((one) => one.outerHTML));
  assert.deepEqual(unnamed, []);
  await page.locator("#canvas").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await until(page, () => document.getElementById("live").textContent.length > 5);
  const first = await page.locator("#live").textContent();
  assert.match(first, /Sequential: one_by_one\(\) sleeps/);
  await page.keyboard.press("ArrowRight");
  await until(page, (before) => document.getElementById("live").textContent !== before, first);
  assert.doesNotMatch(await page.locator("#live").textContent(), /Sequential/); // there nothing is new
  for (let i = 0; i < 6; i++) await page.keyboard.press("ArrowRight");
  await until(page, () => /Sequential: one_by_one\(\) (sleeps for 2|is done)/.test(document.getElementById("live").textContent));
  assert.match(await page.locator("#words").textContent(), /Three timelines/);
  await context.close();
});

test("the button and F11 fill the screen with the picture, and leave it", async () => {
  const { context, page } = await open();
  const full = () => page.evaluate(() => document.fullscreenElement?.contains(window.player.canvas) || false);
  const wide = () => page.evaluate(() => [window.player.canvas.clientWidth, window.innerWidth]);
  const [before] = await wide();
  for (const ask of [() => page.getByRole("button", { name: "Full screen" }).click(),
                     () => page.locator("#canvas").press("F11")]) {
    await ask();
    await until(page, (least) => document.fullscreenElement && window.player.canvas.width > least, before);
    assert.ok(await full());
    const [canvas, screen] = await wide();
    assert.ok(canvas > screen * 0.95, `${canvas} of ${screen} pixels`);
    await ask();
    await until(page, (width) => !document.fullscreenElement && window.player.canvas.clientWidth === width, before);
    assert.equal(await full(), false);
  }
  assert.deepEqual(page.complaints, []);
  await context.close();
});

test("nothing is drawn at rest; with less motion nothing eases", async () => {
  const { context, page } = await open("#paused", { reducedMotion: "reduce", colorScheme: "dark" });
  assert.equal((await state(page)).theme, "dark");
  await page.mouse.move(1, 1);
  await page.waitForTimeout(6000);
  const frames = await page.evaluate(() => window.player.module.frames);
  await page.waitForTimeout(1500);
  assert.equal(await page.evaluate(() => window.player.module.frames), frames);
  await page.evaluate(() => window.player.call("key", "Right"));
  await page.waitForTimeout(700);
  assert.ok(await page.evaluate(() => window.player.module.frames) - frames <= 4);
  await context.close();
});

test("a phone: all is within 390 pixels; fingers tap, drag and pinch", async () => {
  const { context, page } = await open("#paused", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 3 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 390);
  const box = await page.locator("#canvas").boundingBox();
  assert.ok(box.height > 200);
  const session = await context.newCDPSession(page);
  const touch = (kind, points) => session.send("Input.dispatchTouchEvent", {
    type: kind, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  const [cx, cy] = [box.x + box.width / 2, box.y + box.height / 3];
  await touch("touchStart", [[cx - 20, cy], [cx + 20, cy]]);
  for (let apart = 25; apart <= 120; apart += 15) await touch("touchMove", [[cx - apart, cy], [cx + apart, cy]]);
  await touch("touchEnd", []);
  await until(page, () => window.player.state().to > 0);
  const { from } = await state(page);
  await touch("touchStart", [[cx - 20, cy], [cx + 20, cy]]);
  for (let by = 0; by <= 100; by += 20) await touch("touchMove", [[cx - 20 - by, cy], [cx + 20 - by, cy]]);
  await touch("touchEnd", []);
  await until(page, (before) => window.player.state().from > before, from);
  await page.locator('[data-key="Right"]').tap();
  await page.getByRole("button", { name: "Share" }).tap();
  await page.locator("#sharing").waitFor(); // the link is made first
  const dialog = await page.locator("#sharing").boundingBox();
  assert.ok(dialog.x >= 0 && dialog.x + dialog.width <= 390, JSON.stringify(dialog));
  await page.getByRole("button", { name: "Close" }).tap();
  const editor = await page.locator("#editor").boundingBox();
  assert.ok(editor.width >= 300 && editor.y + editor.height <= 844, JSON.stringify(editor));
  await context.close();
});

test("the folder's policy allows no inline script, and nothing is asked of another host", async () => {
  const context = await here.browser.newContext();
  const asked = [];
  context.on("request", (request) => asked.push(request.url()));
  const page = await openPage(context, here.address);
  const policy = await page.locator("meta[http-equiv]").getAttribute("content");
  assert.ok(!policy.includes("unsafe-inline") && !policy.includes("'unsafe-eval'"), policy);
  await page.evaluate(() => document.body.insertAdjacentHTML("beforeend", '<img src=x onerror="window.hurt=1">'));
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => window.hurt), undefined);
  for (const url of asked) assert.ok(url.startsWith(here.address), url);
  const before = page.complaints.filter((text) => !/onerror|inline event handler|404|x$/i.test(text));
  assert.deepEqual(before, []);
  const licences = await (await page.request.get(here.address + "licences.txt")).text();
  for (const name of ["SDL", "FreeType", "HarfBuzz", "inter", "hack", "dejavu", "Pyodide", "@codemirror/view"])
    assert.ok(licences.includes(name), name);
  await context.close();
});
