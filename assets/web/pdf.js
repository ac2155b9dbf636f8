// PDF of what is shown, by the painter that makes it everywhere (src/web/pdf_program.c): loaded only
// when it is asked for.
import makeProgram from "pdf_program.js";
import { write } from "./files.js";

let program;

// `fonts` are [path, bytes]; `packed` is what the player has packed.
export async function makePdf(fonts, packed) {
  program ??= fetch("pdf_program.wasm").then((answer) => answer.arrayBuffer()).then((wasmBinary) =>
    makeProgram({ wasmBinary, preRun: [(module) => fonts.forEach(([path, data]) => write(module, path, data))] }));
  const module = await program;
  write(module, "/packed", packed);
  const why = module.ccall("pdf_make", "string", ["string", "string"], ["/packed", "/out.pdf"]);
  if (why) throw new Error(why);
  return module.FS.readFile("/out.pdf");
}
