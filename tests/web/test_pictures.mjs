// Every lesson in the browser, at three device ratios: the picture is the native one, byte by byte.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { build, launchChromium, lessons, openPage, run, scenario, serve, temporary } from "./browser.mjs";

let browser, server;
before(async () => {
  server = await serve(path.join(build, "site"));
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  server?.close();
});

// In the page: opens the lesson at its end and gives the PNG that `k` would keep, and the rows of the
// canvas that are not that picture: those in which the controls stand. A PNG's palette may differ at
// edges from what it was made of.
async function look([name, text]) {
  const { player } = window;
  await player.open(name, text);
  player.call("panels", "python,output");
  player.call("theme", 0);
  player.begin({ at: "end", paused: "" }, false);
  const frames = player.module.frames;
  await new Promise((done) => {
    const wait = () => (player.module.frames > frames ? setTimeout(done, 20) : setTimeout(wait, 5));
    wait();
  });
  const png = player.export("png"), canvas = player.canvas;
  const bitmap = await createImageBitmap(new Blob([png], { type: "image/png" }));
  const other = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  other.drawImage(bitmap, 0, 0);
  const [a, b] = [canvas.getContext("2d"), other].map((context) =>
    new Uint32Array(context.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer));
  const rows = [];
  for (let y = 0; y < bitmap.height; y++)
    for (let x = 0, at = y * bitmap.width; x < bitmap.width; x++)
      if (a[at + x] !== b[at + x] && [0, 8, 16].some((shift) =>
        Math.abs((a[at + x] >> shift & 255) - (b[at + x] >> shift & 255)) > 64)) {
        rows.push(y);
        break;
      }
  let binary = "";
  for (let i = 0; i < png.length; i += 32768) binary += String.fromCharCode(...png.subarray(i, i + 32768));
  return { width: canvas.width, height: canvas.height, size: [bitmap.width, bitmap.height],
           first: rows[0] ?? 0, last: rows.at(-1) ?? 0, png: btoa(binary) };
}

for (const [ratio, width, height] of [[1, 1280, 720], [1.25, 1001, 701], [2, 640, 400]])
  test(`every lesson at ratio ${ratio}`, async () => {
    const folder = temporary(), names = lessons();
    const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: ratio });
    const page = await openPage(context, server.address + "#bare&paused");
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
    await context.close();
    fs.rmSync(folder, { recursive: true });
  });
