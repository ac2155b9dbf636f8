// Keeps one CPython 3.14 (Pyodide) alive: a program in, its events out, one JSON line each.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { join } from "node:path";

const [folder, sources] = process.argv.slice(2);
const { loadPyodide } = createRequire(join(folder, "index.js"))("pyodide");
const python = await loadPyodide({
    indexURL: join(folder, "node_modules", "pyodide"),
    stdout: () => {},
    stderr: () => {},
});
for (const module of ["clock", "record", "traced", "program"]) {
    python.FS.writeFile(`${module}.py`, readFileSync(join(sources, `${module}.py`)));
}
python.runPython(`
import json, sys, traceback
sys.path.insert(0, "")
import program

def answer(line):
    try:
        return json.dumps(program.run_program(json.loads(line)))
    except BaseException:
        return json.dumps({"failure": traceback.format_exc()})
`);
const answer = python.globals.get("answer");
const version = python.runPython("sys.version.split()[0]");
process.stdout.write(JSON.stringify({ version }) + "\n");
for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(answer(line) + "\n");
}
