// What the page costs: how soon a lesson is there, how long it blocks, how evenly it plays.
//
//     node tests/web/bench.mjs
//
// Asserts nothing: times are of the machine, and of what else it does. "Turn" is what the program takes
// of a frame; "long tasks" are those of over 50 ms that the browser tells of. While a page opens, all of
// its tasks are traced, with the time that the processor worked on each: that of a quiet machine.
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
    window.first ??= performance.now();
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

async function open(browser, address, width, height, begins = async () => {}) {
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  await page.addInitScript(watch);
  await begins();
  await page.goto(address);
  await ready(page);
  return { page, close: () => context.close() };
}

// The CPU time of the main thread's tasks while a page opens and for a second more, in ms, the longest
// first; and the page.
async function traced(browser, address, width, height) {
  const session = await browser.newBrowserCDPSession(), events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  const opened = await open(browser, address, width, height, () => session.send("Tracing.start", {
    transferMode: "ReportEvents", traceConfig: { includedCategories: ["toplevel", "devtools.timeline"] } }));
  await opened.page.waitForTimeout(1000);
  const told = new Promise((done) => session.once("Tracing.tracingComplete", done));
  await session.send("Tracing.end");
  await told;
  const start = events.findLast((event) => event.name === "CommitLoad" &&
                                event.args.data?.isMainFrame !== false && event.args.data?.url?.startsWith(address.split("#")[0]));
  const tasks = events.filter((event) => event.pid === start?.pid && event.tid === start?.tid && event.tdur &&
                              event.name.endsWith("RunTask") && event.ts + event.dur > start.ts);
  await session.detach();
  return { ...opened, tasks: sorted(tasks.map((event) => event.tdur / 1000)).reverse() };
}

// Since the last time.
const seen = (page) => page.evaluate(() => {
  const was = window.seen;
  window.seen = { long: [], turns: [], frames: [] };
  return { ...was, first: window.first };
});

function tell(what, { long, turns, frames }) {
  const gaps = frames.slice(1).map((time, i) => time - frames[i]);
  console.log(`${what.padEnd(34)} ${turns.length} frames, turn ${at(turns, 0.5)} / ${at(turns, 0.95)} / ${at(turns, 1)} ms, ` +
              `between ${at(gaps, 0.5)} / ${at(gaps, 0.95)} ms, long tasks: ${long.join(" ") || "none"}`);
}

function tellOpening(what, { long, first }, tasks) {
  console.log(`${(what + " opens").padEnd(34)} ` +
              (first === undefined ? "no first frame was seen" : `first frame ${(first / 1000).toFixed(2)} s`) +
              `, long tasks: ${long.join(" ") || "none"}; the longest in CPU time: ` +
              `${tasks.slice(0, 5).map((task) => task.toFixed(0)).join(" ") || "none was traced"} ms`);
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
  const { page, close, tasks } = await traced(browser, address, 1920, 1080);
  tellOpening(what, await seen(page), tasks);
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
