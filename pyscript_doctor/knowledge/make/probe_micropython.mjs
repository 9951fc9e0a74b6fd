// Runs programs in a MicroPython from npm, each in a fresh interpreter, and prints what each printed and raised:
// node probe_micropython.mjs FOLDER PROGRAMS.json [WASM]
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, programs, wasm = "micropython.wasm"] = process.argv.slice(2);
const { loadMicroPython } = await import(pathToFileURL(`${folder}/micropython.mjs`));
const decoder = new TextDecoder();
const text = (output) => (typeof output === "string" ? output : decoder.decode(output));

async function run(program, awaits) {
  const printed = [];
  const stdout = (output) => printed.push(text(output));
  let error = "";
  try {
    const micropython = await loadMicroPython({ url: `${folder}/${wasm}`, stdout, stderr: stdout, linebuffer: true });
    if (awaits) await micropython.runPythonAsync(program);
    else micropython.runPython(program);
  } catch (raised) {
    error = String(raised.message ?? raised);
  }
  return { printed, error };
}

process.on("unhandledRejection", () => {});
const outcomes = {};
for (const [name, program] of Object.entries(JSON.parse(readFileSync(programs, "utf-8")))) {
  outcomes[name] = await run(program, name.startsWith("await"));
}
process.stdout.write(JSON.stringify(outcomes), () => process.exit(0));
