// When a function is called that is given to the platform's own functions: during the call, or later, how often, and with
// how many arguments. A function that a page of Chromium evaluates; it must stand alone.
// [name, position, count during, count later, fewest arguments]; of the counts 2 is two or more.
async () => {
    document.body.innerHTML = "<p class='a b' id=p><b>x</b></p><canvas></canvas>";
    const language = {
        Array: () => [3, 1, 2],
        Uint8Array: () => Uint8Array.of(3, 1, 2),
        Map: () => new Map([["a", 1]]),
        Set: () => new Set(["a"]),
        String: () => "a",
        Promise: () => Promise.resolve("a"),
        Iterator: () => [1, 2].values(),
    };
    const platform = {
        NodeList: () => document.body.childNodes,
        DOMTokenList: () => document.querySelector("p").classList,
        URLSearchParams: () => new URLSearchParams("a=1"),
        FormData: () => { const form = new FormData(); form.append("a", "1"); return form; },
        Headers: () => new Headers({ a: "1" }),
        HTMLCanvasElement: () => document.querySelector("canvas"),
        CustomElementRegistry: () => customElements,
        DataTransferItem: () => { const data = new DataTransfer(); return data.items.add("a", "text/plain"); },
        LockManager: () => navigator.locks,
    };
    const some = {
        Window: ["setTimeout", "setInterval", "requestAnimationFrame", "requestIdleCallback", "queueMicrotask"],
        HTMLCanvasElement: ["toBlob"],
        DataTransferItem: ["getAsString"],
        LockManager: ["request"],
        CustomElementRegistry: [],
        Document: ["startViewTransition"],
    };
    platform.Window = () => globalThis;
    platform.Document = () => document;
    const functions = [];
    for (const [name, receiver] of Object.entries({ ...language, ...platform })) {
        const prototype = name === "Uint8Array" ? Object.getPrototypeOf(Uint8Array.prototype) : globalThis[name].prototype;
        const methods = some[name] ?? Object.getOwnPropertyNames(prototype).filter((method) => {
            const value = Object.getOwnPropertyDescriptor(prototype, method).value;
            return method !== "constructor" && typeof value === "function";
        });
        const shown = name === "Uint8Array" ? "TypedArray" : name;
        for (const method of methods) functions.push([`${shown}.${method}`, receiver, method]);
    }
    for (const [holder, methods] of Object.entries({
        Array: ["from", "fromAsync"], JSON: ["parse", "stringify"], Object: ["groupBy"], Map: ["groupBy"],
        Uint8Array: ["from"], Promise: ["try"],
    })) {
        for (const method of methods) {
            const shown = holder === "Uint8Array" ? "TypedArray" : holder;
            functions.push([`${shown}.${method}`, () => globalThis[holder], method]);
        }
    }
    const first = { "JSON.parse": "[1]", "JSON.stringify": [1], "String.replace": "a", "String.replaceAll": "a" };
    const answers = [];
    const attempt = async (name, position, call) => {
        let count = 0, fewest = Infinity;
        const listener = function (...given) { count += 1; fewest = Math.min(fewest, given.length); return given[0] === undefined ? 0 : given[0]; };
        let result;
        try { result = call(listener); } catch { return; }
        const during = count;
        try { result?.next?.(); } catch { /* an iterator of what is none */ }
        Promise.resolve(result).catch(() => {});
        answers.push([name, position, during, () => count - during, () => fewest]);
    };
    for (const [name, receiver, method] of functions) {
        for (const position of [0, 1]) {
            await attempt(name, position, (listener) => {
                const given = [first[name] ?? (/from|groupBy/.test(method) ? [1, 2] : "a"), undefined];
                given[position] = listener;
                return receiver()[method](...(position ? given : [listener]));
            });
        }
    }
    for (const name of ["Promise", "FinalizationRegistry"]) {
        await attempt(name, 0, (listener) => new globalThis[name](listener));
    }
    await new Promise((done) => setTimeout(done, 700));
    const atMost2 = (count) => Math.min(count, 2);
    return answers.map(
        ([name, position, during, later, fewest]) => [name, position, atMost2(during), atMost2(later()), fewest()],
    ).filter(([, , during, later]) => during || later);
}
