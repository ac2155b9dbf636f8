// What the page costs once it is open: how long it blocks, how evenly it plays. (How it opens: opening.mjs.)
//
//     node tests/web/bench.mjs
//
// Asserts nothing: times are of the machine, and of what else it does. "Turn" is what the program takes
// of a frame; "long tasks" are those of over 50 ms that the browser tells of.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build, launchChromium, lessons, ready, run, scenario, serve, settle, temporary } from "./browser.mjs";

// In the page, before all else.
function watch() {
  window.seen = { long: [], turns: [], frames: [] };
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.seen.long.push(Math.round(entry.duration))))
    .observe({ type: "longtask", buffered: true });
  const ask = window.requestAnimationFrame.bind(window), put = CanvasRenderingContext2D.prototype.putImageData;
  let puts = 0;
  CanvasRenderingContext2D.prototype.putImageData = function (...given) {
    puts++;
    put.apply(this, given);
  };
  window.requestAnimationFrame = (call) => ask((time) => {
    const before = performance.now(), drawn = puts;
    call(time);
    if (puts === drawn) return;
    window.seen.turns.push(performance.now() - before);
    window.seen.frames.push(time);
  });
}

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const at = (numbers, part) => numbers.length ? sorted(numbers)[Math.floor(part * (numbers.length - 1))].toFixed(1) : "-";

async function open(browser, address, width, height) {
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  await page.addInitScript(watch);
  await page.goto(address);
  await ready(page);
  return { page, close: () => context.close() };
}

// Since the last time.
const seen = (page) => page.evaluate(() => {
  const was = window.seen;
  window.seen = { long: [], turns: [], frames: [] };
  return was;
});

function tell(what, { long, turns, frames }) {
  const gaps = frames.slice(1).map((time, i) => time - frames[i]);
  console.log(`${what.padEnd(34)} ${turns.length} frames, turn ${at(turns, 0.5)} / ${at(turns, 0.95)} / ${at(turns, 1)} ms, ` +
              `between ${at(gaps, 0.5)} / ${at(gaps, 0.95)} ms, long tasks: ${long.join(" ") || "none"}`);
}

async function play(page, seconds) {
  await page.evaluate(() => { window.player.call("seek", 0, -1); window.player.call("play", 1); });
  await page.waitForTimeout(300);
  await seen(page);
  await page.waitForTimeout(seconds * 1000);
}

async function endless(page, step) {
  const text = JSON.stringify({ coroutines: { "main()": [step] }, timelines: [{ run: "main()" }] });
  const took = await page.evaluate(async (all) => {
    window.editor.load(all);
    await new Promise((done) => setTimeout(done, 130));
    const began = performance.now();
    await window.player.settled();
    return performance.now() - began;
  }, text);
  tell(`endless ${Object.keys(step.do?.[0] || step)[0]}: ${(took / 1000).toFixed(2)} s`, await seen(page));
}

const folder = temporary(), server = await serve(path.join(build, "site")), browser = await launchChromium();
const file = path.join(folder, "one.html");
run("export", scenario("06-side-by-side.json"), "-o", file);

for (const [what, address] of [["the page", server.address + "#lesson=06-side-by-side"], ["a lesson's file", pathToFileURL(file).href]]) {
  const { page, close } = await open(browser, address, 1920, 1080);
  await play(page, 2.5);
  tell(`${what} plays at 1080p`, await seen(page));
  await close();
}
const { page, close } = await open(browser, server.address + "#paused&lesson=06-side-by-side", 1920, 1080);
await page.waitForTimeout(5000);
await seen(page);
await page.waitForTimeout(3000);
tell("at rest for 3 s", await seen(page));
for (const name of lessons()) {
  await page.evaluate((text) => window.editor.load(text), fs.readFileSync(scenario(name), "utf8"));
  await page.waitForTimeout(150);
  await settle(page);
}
tell("every lesson into the editor", await seen(page));
await page.evaluate(() => window.editor.view.focus());
await page.keyboard.type("                    ", { delay: 60 });
tell("typing", await seen(page));
await page.getByRole("button", { name: "Gallery" }).click();
await page.waitForTimeout(2500);
tell("the gallery", await seen(page));
await page.keyboard.press("Escape");
for (const step of [{ while: "True", do: [{ sleep: 0 }] }, { while: "True", do: [{ sleep: 1 }] },
                    { while: "True", do: [{ print: "x" }] }, { while: "True", do: [{ let: { x: "1" } }] }])
  await endless(page, step);
await page.evaluate((text) => window.editor.load(text), fs.readFileSync(scenario("05-gather.json"), "utf8"));
await page.waitForTimeout(500);
tell("and a lesson after that", await seen(page));
await close();
await browser.close();
server.close();
fs.rmSync(folder, { recursive: true });
