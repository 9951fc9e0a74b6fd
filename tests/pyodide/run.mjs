// Installs wheels in a Pyodide, in Node, and runs Python there. The job is JSON on standard input; what the Python
// ends with, a text, goes to standard output.
import { readFileSync } from "node:fs";

const job = JSON.parse(readFileSync(0, "utf-8"));
const { loadPyodide } = await import(`${job.pyodide}/pyodide.mjs`);
const pyodide = await loadPyodide({ stdout: () => {}, stderr: (line) => console.error(line) });
for (const wheel of job.wheels) {
  pyodide.unpackArchive(new Uint8Array(readFileSync(wheel)), "wheel");
}
pyodide.globals.set("job", JSON.stringify(job.arguments));
console.log(await pyodide.runPythonAsync(job.python));
process.exit(0);
