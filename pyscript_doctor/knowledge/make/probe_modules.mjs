// Which files of npm packages are ES modules: node probe_modules.mjs LEXER FILE... prints one JSON object.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [lexer, list] = process.argv.slice(2);
const { init, parse } = await import(pathToFileURL(lexer));
await init;
const found = {};
for (const file of JSON.parse(readFileSync(list, "utf-8"))) {
  try {
    const [, , , isModule] = parse(readFileSync(file, "utf-8"));
    found[file] = isModule;
  } catch {
    found[file] = null;
  }
}
console.log(JSON.stringify(found));
