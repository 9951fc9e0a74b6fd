// Writes toml.json and json.json: what the parsers that PyScript ships, and JSON.parse, make of the documents.
// Run by hand, with the V8 of a current Chromium (the messages of an older one lack line and column):
//     npm exec --yes --package=node@26 -- node tests/parsers/config_reference/generate.mjs
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";

// The names of pyscript_doctor.parsers.toml_dialects.Dialect, and a release of @pyscript/core that ships the parser.
const CORES = { J04: "0.7.11", BASIC_STRICT: "0.7.11", BASIC: "0.7.31" };

const withoutMark = (document) => new TextDecoder().decode(new TextEncoder().encode(document));

// JSON has no word for what it cannot hold, and Python's reader of it none for infinity.
const written = (value) =>
    JSON.stringify(value, (_, inner) => (Number.isFinite(inner) || typeof inner !== "number" ? inner : { $number: `${inner}` }));

const outcome = (parse, document) => {
    try {
        return { value: JSON.parse(written(parse(document))) };
    } catch ({ message }) {
        return { error: message };
    }
};

// A document can change Object.prototype: each is parsed in a realm of its own.
const parsedApart = (module, document) =>
    new Promise((resolve, reject) => {
        const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { module, document } });
        worker.once("message", resolve).once("error", reject);
    });

const parsersOf = (version, folder) => {
    const options = { cwd: folder, stdio: ["ignore", "pipe", "inherit"], encoding: "utf8" };
    const archive = execFileSync("npm", ["pack", "--silent", `@pyscript/core@${version}`], options).trim().split("\n").pop();
    execFileSync("tar", ["-xzf", archive], options);
    const dist = join(folder, "package", "dist");
    return readdirSync(dist)
        .filter((name) => /^toml-.*\.js$/.test(name))
        .map((name) => pathToFileURL(join(dist, name)).href);
};

// basic-toml takes a dotted key for one key; toml-j0.4 refuses it.
const isBasic = async (module) => "value" in (await parsedApart(module, "a.b = 1"));

const findParser = async (dialect, folder) => {
    const own = mkdtempSync(join(folder, "core-"));
    for (const module of parsersOf(CORES[dialect], own))
        if ((await isBasic(module)) === (dialect !== "J04")) return module;
    throw new Error(`@pyscript/core ${CORES[dialect]} ships no ${dialect} parser`);
};

const save = (name, reference) => {
    const lines = Object.entries(reference).map(([title, entry]) => `${JSON.stringify(title)}: ${JSON.stringify(entry)}`);
    writeFileSync(new URL(name, import.meta.url), `{\n${lines.join(",\n")}\n}\n`);
};

const generate = async () => {
    if (!outcome(JSON.parse, "{a}").error.includes("line 1")) throw new Error("needs Node.js 24 or newer");
    const { tomlDocuments, jsonDocuments } = await import("./documents.mjs");
    const folder = mkdtempSync(join(tmpdir(), "toml-reference-"));
    try {
        const toml = {};
        for (const dialect of Object.keys(CORES)) {
            const module = await findParser(dialect, folder);
            for (const [title, document] of Object.entries(tomlDocuments)) {
                toml[title] ??= { document };
                toml[title][dialect] = await parsedApart(module, withoutMark(document));
            }
        }
        save("toml.json", toml);
    } finally {
        rmSync(folder, { recursive: true });
    }
    const entries = Object.entries(jsonDocuments);
    save("json.json", Object.fromEntries(entries.map(([title, document]) => [title, { document, ...outcome(JSON.parse, document) }])));
};

process.env.TZ = "UTC";
if (isMainThread) await generate();
else {
    const { parse } = await import(workerData.module);
    parentPort.postMessage(outcome(parse, workerData.document));
}
