// Every lesson in the browser, at three device ratios: the picture is the native one, byte by byte.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { build, lessons, openPage, run, scenario, site, temporary } from "./browser.mjs";

const here = site();

// In the page: opens the lesson at its end and gives the PNG that `k` would keep, and the rows of the
// canvas that are not that picture: those in which the controls stand. A PNG's palette may differ at
// edges from what it was made of.
async function look([name, text]) {
  const { player } = window;
  await player.open(name, text);
  player.call("panels", "python,output");
  player.call("theme", 0);
  player.begin({ at: "end", paused: "" }, false);
  for (let frames = 0; frames !== player.module.frames || player.call("is_painting");) { // until all is drawn
    frames = player.module.frames;
    await new Promise((done) => setTimeout(done, 60));
  }
  const png = player.export("png"), canvas = player.canvas;
  const bitmap = await createImageBitmap(new Blob([png], { type: "image/png" }));
  const other = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  other.drawImage(bitmap, 0, 0);
  const [a, b] = [canvas.getContext("2d"), other].map((context) =>
    new Uint32Array(context.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer));
  const rows = [];
  for (let y = 0; y < bitmap.height; y++) {
    let far = 0;
    for (let x = 0, at = y * bitmap.width; x < bitmap.width; x++)
      far += a[at + x] !== b[at + x] && [0, 8, 16].some((shift) =>
        Math.abs((a[at + x] >> shift & 255) - (b[at + x] >> shift & 255)) > 64);
    if (far > 4) rows.push(y);
  }
  let binary = "";
  for (let i = 0; i < png.length; i += 32768) binary += String.fromCharCode(...png.subarray(i, i + 32768));
  return { width: canvas.width, height: canvas.height, size: [bitmap.width, bitmap.height],
           first: rows[0] ?? 0, last: rows.at(-1) ?? 0, png: btoa(binary) };
}

// Opens every lesson in the page and holds it against the native picture.
async function compare(page) {
  const folder = temporary(), names = lessons();
  const size = await page.evaluate(() => [window.player.canvas.width, window.player.canvas.height]);
  run("export", ...names.map(scenario), "-o", folder + "/", "--window", "--theme", "light",
      "--panels", "python,output", "--size", size.join("x"));
  for (const name of names) {
    const seen = await page.evaluate(look, [name, fs.readFileSync(scenario(name), "utf8")]);
    assert.deepEqual([seen.width, seen.height], size);
    const expected = fs.readFileSync(path.join(folder, name.replace(".json", ".png")));
    assert.ok(expected.equals(Buffer.from(seen.png, "base64")), `${name}: its PNG is the native one`);
    assert.ok(seen.last - seen.first < size[1] / 8, `${name}: the canvas shows it, rows ${seen.first} to ${seen.last}`);
  }
  fs.rmSync(folder, { recursive: true });
}

for (const [ratio, width, height] of [[1, 1280, 720], [1.25, 1001, 701], [2, 640, 400]])
  test(`every lesson at ratio ${ratio}`, async () => {
    const context = await here.browser.newContext({ viewport: { width, height }, deviceScaleFactor: ratio });
    await compare(await openPage(context, here.address + "#bare&paused"));
    await context.close();
  });

test("every lesson with the fonts of a lesson's file, which are only parts", async () => {
  const folder = temporary(), file = path.join(folder, "one.html");
  run("export", scenario("06-side-by-side.json"), "-o", file);
  const context = await here.browser.newContext({ viewport: { width: 1280, height: 720 } });
  await compare(await openPage(context, pathToFileURL(file).href + "#paused"));
  await context.close();
  fs.rmSync(folder, { recursive: true });
});

// How many pixels of the screen over the canvas are not the canvas's own.
async function blurred([shot, top]) {
  const { canvas } = window.player, { width, height } = canvas;
  const bytes = Uint8Array.from(atob(shot), (c) => c.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const screen = new OffscreenCanvas(width, height).getContext("2d");
  screen.drawImage(bitmap, 0, -top);
  const [a, b] = [canvas.getContext("2d"), screen].map((context) =>
    new Uint32Array(context.getImageData(0, 0, width, height).data.buffer));
  return a.reduce((count, pixel, i) => count + (pixel !== b[i]), 0);
}

for (const [ratio, width, height] of [[1, 801, 501], [1.25, 801, 501], [1.5, 801, 501], [2, 641, 401], [3, 390, 300]])
  test(`a pixel of the picture is one of the screen at ratio ${ratio}`, async () => {
    const context = await here.browser.newContext({ viewport: { width, height }, deviceScaleFactor: ratio });
    const page = await openPage(context, here.address + "#bare&paused&at=end&lesson=06-side-by-side");
    await page.mouse.move(1, 1);
    await page.waitForTimeout(5000); // until the controls have gone
    const box = await page.locator("#canvas").boundingBox();
    const size = await page.evaluate(() => [window.player.canvas.width, window.player.canvas.height]);
    assert.ok(Math.abs(size[0] - box.width * ratio) <= 0.5 && Math.abs(size[1] - box.height * ratio) <= 1, `${size}`);
    assert.equal(await page.evaluate(blurred, [(await page.screenshot()).toString("base64"), Math.round(box.y * ratio)]), 0);
    await context.close();
  });
