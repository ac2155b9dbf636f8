// The main ones in Debian's Firefox, which no driver of ours speaks with: a page of the test's own has
// the page in a frame, does to it what a person would, and tells how it went.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { build, run, scenario, serve, temporary } from "./browser.mjs";

async function drive() {
  const frame = document.createElement("iframe");
  frame.width = 1200;
  frame.height = 700;
  const until = async (what, look) => {
    for (let i = 0; i < 600; i++) {
      try {
        if (look(frame.contentWindow)) return;
      } catch {
        // not there yet
      }
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`waited for ${what}`);
  };
  const show = async (address) => {
    frame.src = address;
    document.body.append(frame);
    await until(address, (page) => page.player.module.frames > 0 && !page.player.call("is_running") && page.player.call("has_lesson"));
  };
  const key = (name) => frame.contentWindow.player.canvas.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
  const text = (step) => JSON.stringify({ coroutines: { "main()": [step] }, timelines: [{ run: "main()" }] });
  await show("index.html#paused&at=end");
  await until("the end", (page) => page.player.state().t > 0);
  key("Home");
  await until("its start", (page) => page.player.state().t === 0);
  key(" ");
  await until("it plays", (page) => page.player.state().t > 0.1);
  await until("the editor", (page) => page.editor);
  frame.contentWindow.editor.load(text({ sleep: 7 }));
  await until("the picture of the edit", (page) => page.player.call("words").includes("7 s"));
  frame.contentWindow.document.getElementById("share").click();
  await until("a link", (page) => page.document.getElementById("link").value.includes("#s="));
  const link = frame.contentWindow.document.getElementById("link").value;
  frame.remove();
  await show(link);
  await until("the shared text", (page) => page.editor?.text.includes("7") && page.player.call("words").includes("7 s"));
  frame.contentWindow.editor.load(text({ sleeep: 7 }));
  await until("the mistake", (page) => page.document.querySelector("#mistakes .error"));
  if (!frame.contentWindow.player.call("words").includes("7 s")) throw new Error("the last good picture is gone");
  const data = new DataTransfer();
  data.items.add(new File(["import asyncio\nasyncio.run(asyncio.sleep(9))\n"], "nine.py"));
  frame.contentDocument.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
  await until("the program's text", (page) => page.editor.text.includes("(9)"));
  frame.contentWindow.document.getElementById("run").click();
  await until("Python", (page) => !page.player.call("is_running") && page.player.call("words").includes("9 s"));
  frame.remove();
  await show("one.html#paused&at=1.25");
  await until("the file's moment", (page) => page.player.state().t === 1.25);
}

test("the page and a lesson's file in Firefox", async () => {
  const folder = temporary();
  fs.cpSync(path.join(build, "site"), folder, { recursive: true });
  run("export", scenario("06-side-by-side.json"), "-o", path.join(folder, "one.html"));
  fs.writeFileSync(path.join(folder, "drive.html"), `<!doctype html><body><script>${drive}
    drive().then(() => "fine", (error) => String(error)).then((told) => fetch("told?" + encodeURIComponent(told)));</script>`);
  const server = await serve(folder);
  const profile = temporary();
  const told = new Promise((done) => server.onTold((text) => done(text)));
  const firefox = spawn("firefox-esr", ["--headless", "--no-remote", "--profile", profile, server.address + "drive.html"],
                        { stdio: "ignore", detached: true });
  const late = new Promise((done) => setTimeout(() => done("Firefox said nothing for three minutes"), 180000).unref());
  try {
    assert.equal(await Promise.race([told, late]), "fine");
  } finally {
    try {
      process.kill(-firefox.pid);
    } catch {
      // it has ended
    }
    server.close();
    await new Promise((done) => setTimeout(done, 500));
    fs.rmSync(folder, { recursive: true, force: true });
    fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});
