// The worker in which the page's Python runs: one program, then it is ended from outside.
import { loadPyodide } from "./pyodide/pyodide.mjs";

const most = 65536; // characters of what was printed, of its beginning and of its end

// What a program printed, as a terminal would have it, and how it ended: of its trace's lines.
function printed(trace) {
  let text = "", end = "", exit = null;
  const put = (more) => {
    const room = Math.max(0, most - text.length);
    text += more.slice(0, room);
    end += more.slice(room);
    if (end.length > 2 * most) end = "\u2026" + end.slice(-most);
  };
  for (const line of trace.split("\n")) {
    if (!/"event": "(print|output|exit)"/.test(line)) continue;
    try {
      const told = JSON.parse(line);
      if (told.event === "exit") exit = told;
      else if (told.event === "print" || told.event === "output") put(told.text + (told.open ? "" : "\n"));
    } catch {
      // not a line of ours
    }
  }
  if (exit?.how === "error" && typeof exit.text === "string") put(exit.text);
  return { printed: text + end, exit };
}

const said = [];
let size = 0;
const say = (line) => {
  if (size < most) said.push(line);
  size += line.length + 1;
};

// At once, and not when the program comes.
const loading = loadPyodide({
  indexURL: new URL("pyodide/", import.meta.url).href,
  stdout: say,
  stderr: say,
  stdin: () => null,
  env: { PYTHONHASHSEED: "0", HOME: "/page" },
  checkAPIVersion: false,
});
loading.catch(() => {}); // it is told to who asks

addEventListener("message", async ({ data }) => {
  const tell = (end, trace) => postMessage({ end, trace, said: said.join("\n"), ...printed(trace) });
  let python;
  try {
    python = await loading;
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
  let trace = "";
  try {
    // Under a name that is no file's, so that nothing of it counts as the program's own.
    const page = python.runPython("{'__name__': '<page>'}");
    python.runPython(data.before, { globals: page, filename: "<page>" });
    page.get("run")(data.path, python.toPy(data.arguments));
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
