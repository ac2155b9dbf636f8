// Runs of Python files, as the program asks for them (src/web/recorder_page.c): each in a worker of
// its own, which can be ended at any time.
const ends = { ended: 1, absent: 2, late: 3, much: 4 }; // 1 + RecorderEnd
const loading = 60000; // milliseconds for Python itself
const most = 64 * 1024 * 1024; // characters of a trace

export class PythonRuns {
  constructor(changed) {
    this.changed = changed;
    this.runs = new Map();
    this.count = 0;
    this.patience = 30000; // milliseconds for a program
    this.printed = ""; // by the program that ran last
    this.exit = null;  // and its end, as the trace has it
    this.ready = null; // a worker without a program
  }

  begin(path, text, until) {
    const number = ++this.count;
    this.printed = "";
    this.exit = null;
    const run = { end: 0, trace: "", said: "", worker: null, timer: 0 };
    this.runs.set(number, run);
    run.timer = setTimeout(() => this.over(run, "late"), loading);
    this.files().then(([modules, before]) => {
      if (run.end) return;
      this.prepare();
      run.worker = this.ready;
      this.ready = null;
      run.worker.onmessage = ({ data }) => this.hear(run, data);
      run.worker.onerror = (event) => {
        run.said = event.message || "Python does not start here";
        this.over(run, "absent");
      };
      const options = until >= 0 ? ["--until", String(until)] : [];
      run.worker.postMessage({ modules, before, text, path,
                               arguments: ["--clock", "virtual", ...options] });
    }).catch((error) => {
      run.said = error.message;
      this.over(run, "absent");
    });
    this.changed();
    return number;
  }

  // Python is loaded already, for a run that is likely to be asked for.
  prepare() {
    if (this.ready) return;
    this.ready = new Worker(this.start(), { type: "module" });
    this.ready.onerror = () => this.release();
  }

  release() {
    this.ready?.terminate();
    this.ready = null;
  }

  // By way of an address of the page's own making: so the page's policy binds what runs there, too, and
  // whatever a program tries, it reaches no other host.
  start() {
    const script = `import ${JSON.stringify(new URL("python.js", document.baseURI).href)};`;
    this.address ??= URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    return this.address;
  }

  files() {
    this.recorder ??= fetch("recorder.json").then((answer) => answer.json()).then((files) => {
      const boot = files.find(([name]) => name === "boot.py")[1];
      const before = files.find(([name]) => name === "page.py")[1];
      const modules = files.filter(([name]) => name !== "boot.py" && name !== "page.py");
      return [modules.flatMap(([name, text]) => [name.replace(/\.py$/, ""), text]).concat(boot).join("\0"),
              before];
    });
    return this.recorder;
  }

  hear(run, data) {
    if (data.started) {
      clearTimeout(run.timer);
      run.timer = setTimeout(() => this.over(run, "late"), this.patience);
      return;
    }
    this.printed = data.printed;
    this.exit = data.exit;
    run.trace = data.trace;
    run.said = data.said;
    this.over(run, data.trace.length > most ? "much" : data.trace || data.end === "absent" ? data.end : "absent");
  }

  over(run, end) {
    if (run.end) return;
    run.end = ends[end];
    clearTimeout(run.timer);
    run.worker?.terminate();
    this.changed();
  }

  // --- what the program asks ---

  end(number) {
    return this.runs.get(number)?.end ?? ends.absent;
  }

  text(number, said) {
    const run = this.runs.get(number);
    return run ? (said ? run.said : run.trace) : "";
  }

  stop(number) {
    const run = this.runs.get(number);
    if (run) this.over(run, "late");
    this.runs.delete(number);
  }

  // The stop button's.
  stopAll() {
    for (const run of this.runs.values()) this.over(run, "late");
  }

  get running() {
    return [...this.runs.values()].some((run) => !run.end);
  }
}
