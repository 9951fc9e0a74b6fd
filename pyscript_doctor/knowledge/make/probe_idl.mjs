// Prints what webidl2 makes of every IDL file of a folder: `node probe_idl.mjs WEBIDL2 FOLDER`.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [webidl2, folder] = process.argv.slice(2);
const { parse } = createRequire(import.meta.url)(webidl2);
const files = readdirSync(folder).filter((name) => name.endsWith(".idl")).sort();
process.stdout.write(JSON.stringify(files.flatMap((name) => parse(readFileSync(join(folder, name), "utf-8")))));
