// The worker in which the page's Python runs: one program, then it is ended from outside.
import { loadPyodide } from "./pyodide/pyodide.mjs";

addEventListener("message", async ({ data }) => {
  const said = [];
  let size = 0;
  const say = (line) => {
    if (size < 65536) said.push(line);
    size += line.length + 1;
  };
  const tell = (end, trace) => postMessage({ end, trace, said: said.join("\n") });
  let python;
  try {
    python = await loadPyodide({
      indexURL: new URL("pyodide/", self.location).href,
      stdout: say,
      stderr: say,
      env: { PYTHONHASHSEED: "0", HOME: "/page" },
      checkAPIVersion: false,
    });
  } catch (error) {
    say(String(error.message || error));
    tell("absent", "");
    return;
  }
  postMessage({ started: true });
  const { FS } = python;
  FS.mkdirTree("/interleave");
  FS.mkdirTree("/page");
  FS.writeFile("/interleave/modules", data.modules);
  FS.writeFile("/interleave/text", data.text);
  FS.writeFile("/interleave/page.py", data.before);
  let trace = "";
  try {
    python.globals.set("given", python.toPy([data.path, data.arguments]));
    python.runPython("import sys; sys.path.insert(0, '/interleave'); import page; page.run(*given)");
  } catch (error) {
    say(String(error.message || error));
  }
  try {
    trace = FS.readFile("/interleave/trace", { encoding: "utf8" });
  } catch {
    // nothing was written: what was said tells why
  }
  tell("ended", trace);
});
