// Asks the micropip of a real Pyodide, in Node, what comes of lists of requirements. The job is JSON on standard input.
import { readFileSync } from "node:fs";

const job = JSON.parse(readFileSync(0, "utf-8"));
const { loadPyodide } = await import(`${job.pyodide}/pyodide.mjs`);
const pyodide = await loadPyodide({ stdout: () => {}, stderr: () => {} });
for (const wheel of job.wheels) {
  pyodide.unpackArchive(new Uint8Array(readFileSync(wheel)), "wheel");
}
pyodide.globals.set("job", JSON.stringify(job));
const results = await pyodide.runPythonAsync(String.raw`
import dataclasses, json, warnings
import micropip
from micropip import package_index, transaction

try:
    from micropip._vendored.packaging.src.packaging.markers import default_environment
except ImportError:
    from packaging.markers import default_environment

warnings.simplefilter("ignore")
told = json.loads(job)
urls = [told["index"]]
package_index.DEFAULT_INDEX_URLS = urls
package_index.INDEX_URLS = urls
more = {}
if "_compat_layer" in {each.name for each in dataclasses.fields(transaction.Transaction)}:
    from micropip._compat import compatibility_layer
    more["_compat_layer"] = compatibility_layer

async def outcome(requirements):
    made = transaction.Transaction(
        ctx=default_environment(), ctx_extras=[], keep_going=True, deps=True, pre=False, fetch_kwargs={},
        verbose=False, index_urls=urls, **more,
    )
    try:
        await made.gather_requirements(requirements)
    except Exception as error:
        return {"installs": False, "failed": [each.name for each in made.failed], "error": type(error).__name__}
    return {"installs": not made.failed, "failed": [each.name for each in made.failed]}

json.dumps([await outcome(each) for each in told["lists"]])
`);
console.log(results);
process.exit(0);
