// Runs Python in a Pyodide from npm and prints what it returns: node probe_pyodide.mjs FOLDER SCRIPT ARGUMENT
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, script, argument] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const silent = () => {};
const pyodide = await loadPyodide({ indexURL: `${folder}/`, stdout: silent, stderr: silent });
pyodide.globals.set("argument", readFileSync(argument, "utf-8"));
process.stdout.write(pyodide.runPython(readFileSync(script, "utf-8")), () => process.exit(0));
