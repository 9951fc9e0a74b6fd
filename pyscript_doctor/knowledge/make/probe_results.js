// What JavaScript's own functions give: each is tried on several values with several arguments. {"Array.map": "Array"}
// A function that a page of Chromium evaluates; it must stand alone. Left out is what gave different sorts of things.
() => {
    const same = (value) => value;
    const samples = {
        Array: [() => [3, 1, 2], () => ["a"], () => [], () => [{}], () => [[1]]],
        String: [() => "a", () => "", () => "a b"],
        Number: [() => 1, () => NaN],
        Boolean: [() => true],
        Date: [() => new Date(0), () => new Date(NaN)],
        Map: [() => new Map([["a", 1]]), () => new Map([["a", "b"]]), () => new Map()],
        Set: [() => new Set(["a"]), () => new Set([1])],
        RegExp: [() => /a/g, () => /b/],
        Promise: [() => Promise.resolve(1)],
        ArrayBuffer: [() => new ArrayBuffer(8)],
        Error: [() => new Error("a")],
        "Intl.NumberFormat": [() => new Intl.NumberFormat()],
        "Intl.DateTimeFormat": [() => new Intl.DateTimeFormat()],
    };
    const holders = ["Array", "Date", "JSON", "Map", "Math", "Number", "Object", "Promise", "Reflect", "String"];
    const given = [
        [], ["a"], [0], [1, 2], [same], [/a/], [/b/], ["{}"], ["1"], [[1, 2]], ["a", "b"], [[["a", 1]]], [{ a: 1 }],
        [[1, 2], same], [new Map([["a", 1]])], [new Set(["a"])], [null], ["a", same], [{ a: 1 }, "a"], [[{}], "length"],
    ];
    const sort = (value) => {
        if (value === null) return "null";
        if (typeof value !== "object") return typeof value;
        if (value instanceof Promise) value.catch(() => {});
        const name = value.constructor?.name;
        return typeof globalThis[name] === "function" && value instanceof globalThis[name] ? name : "?";
    };
    const results = {};
    const attempt = (name, call) => {
        try {
            (results[name] ??= new Set()).add(sort(call()));
        } catch { /* These arguments are not for it. */ }
    };
    const functions = (object) => Object.getOwnPropertyNames(object).filter((name) => {
        const value = Object.getOwnPropertyDescriptor(object, name).value;
        return name !== "constructor" && typeof value === "function" && !/^[A-Z]/.test(name);
    });
    for (const [name, receivers] of Object.entries(samples)) {
        const prototype = name.split(".").reduce((value, part) => value[part], globalThis).prototype;
        for (const method of functions(prototype)) {
            for (const receiver of receivers) {
                for (const list of given) attempt(`${name}.${method}`, () => receiver()[method](...list));
            }
        }
    }
    for (const holder of holders) {
        for (const method of functions(globalThis[holder])) {
            // What gives back its argument (Object.freeze) gives whatever that is: told by the null, which is no sort.
            const isEcho = (result, list) => /Object|Reflect/.test(holder) && list.includes(result);
            for (const list of given) {
                attempt(`${holder}:${method}`, () => {
                    const result = globalThis[holder][method](...list);
                    return isEcho(result, list) ? null : result;
                });
            }
        }
    }
    return Object.fromEntries(Object.entries(results).filter(([, found]) => found.size === 1).map(
        ([name, found]) => [name, [...found][0]]).filter(([, found]) => !/^(null|function|\?)$/.test(found)));
}
