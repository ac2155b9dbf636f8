// How the page opens, again and again: how soon the first frame is there, and what blocks meanwhile.
//
//     node tests/web/opening.mjs [TIMES] [--tasks]
//
// Asserts nothing: times are of the machine, and of what else it does. Tasks are the main thread's, until
// 0.8 s after the first frame; those of over 50 ms on the clock are told, and the longest by the time
// that the processor worked on them, which is that of a quiet machine. With --tasks what each of the
// longest consists of is told, too. Until then nothing is asked of the page, for a question of the
// browser's driver is a task of 50 ms itself.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build, launchChromium, run, scenario, serve, temporary } from "./browser.mjs";

const times = Number(process.argv[2]) || 10, tells = process.argv.includes("--tasks");
const categories = ["toplevel", "devtools.timeline", ...(tells ? ["v8", "disabled-by-default-v8.gc", "blink", "cc"] : [])];

// In the page, before all else.
function watch() {
  const put = CanvasRenderingContext2D.prototype.putImageData;
  CanvasRenderingContext2D.prototype.putImageData = function (...given) {
    if (!window.first) {
      window.first = performance.now();
      setTimeout(() => console.log("opened"), 800);
    }
    put.apply(this, given);
  };
}

// The main thread's events from the beginning of the page on.
function ofPage(events, address) {
  const start = events.findLast((event) => event.name === "CommitLoad" &&
    event.args.data?.isMainFrame !== false && event.args.data?.url?.startsWith(address.split("#")[0]));
  return events.filter((event) => event.pid === start?.pid && event.tid === start?.tid && event.dur &&
                                  event.ts + event.dur > start.ts);
}

async function open(browser, address) {
  const session = await browser.newBrowserCDPSession(), events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const page = await context.newPage();
  await page.addInitScript(watch);
  await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: categories } });
  await Promise.all([page.waitForEvent("console", (message) => message.text() === "opened"), page.goto(address)]);
  const told = new Promise((done) => session.once("Tracing.tracingComplete", done));
  await session.send("Tracing.end");
  await told;
  const first = await page.evaluate(() => window.first);
  await context.close();
  await session.detach();
  return { first, events: ofPage(events, address) };
}

const ms = (microseconds) => Math.round((microseconds || 0) / 1000);

function tellTask(task, events) {
  console.log(`    a task of ${ms(task.dur)} ms, ${ms(task.tdur)} of them worked on:`);
  const inside = events.filter((event) => event !== task && event.ts >= task.ts &&
                                          event.ts + event.dur <= task.ts + task.dur && event.dur > 3000);
  const around = [];
  for (const event of inside.sort((a, b) => a.ts - b.ts || b.dur - a.dur)) {
    while (around.length && event.ts >= around.at(-1).ts + around.at(-1).dur) around.pop();
    console.log(`${" ".repeat(6 + 2 * around.length)}${event.name} ${ms(event.dur)}, ${ms(event.tdur)}`);
    around.push(event);
  }
}

async function tell(browser, what, address) {
  const firsts = [], long = [], worked = [];
  for (let i = 0; i < times; i++) {
    const { first, events } = await open(browser, address);
    const tasks = events.filter((event) => event.name === "ThreadControllerImpl::RunTask");
    firsts.push(first);
    long.push(tasks.map((task) => ms(task.dur)).filter((one) => one > 50).join("+") || "none");
    worked.push(...tasks.map((task) => ms(task.tdur)).sort((a, b) => b - a).slice(0, 3));
    if (tells) tasks.sort((a, b) => b.dur - a.dur).slice(0, 4).forEach((task) => tellTask(task, events));
  }
  firsts.sort((a, b) => a - b);
  worked.sort((a, b) => b - a);
  const seconds = [firsts[0], firsts[times >> 1], firsts.at(-1)].map((one) => (one / 1000).toFixed(2));
  console.log(`${what}: first frame after ${seconds[0]} s at best, ${seconds[1]} mostly, ${seconds[2]} at worst\n` +
              `  tasks of over 50 ms: ${long.join(", ")}\n` +
              `  the longest in CPU time: ${worked.slice(0, 8).join(" ")} ms`);
}

const folder = temporary(), server = await serve(path.join(build, "site")), browser = await launchChromium();
const one = path.join(folder, "one.html"), many = path.join(folder, "many.html");
run("export", scenario("06-side-by-side.json"), "-o", one);
run("export", ...["03-two-awaits", "05-gather", "06-side-by-side", "13-semaphore"].map((name) => scenario(`${name}.json`)), "-o", many);
await tell(browser, "the page", server.address + "#lesson=06-side-by-side");
await tell(browser, "a lesson's file", pathToFileURL(one).href);
await tell(browser, "a file of four lessons", pathToFileURL(many).href);
await browser.close();
server.close();
fs.rmSync(folder, { recursive: true });
