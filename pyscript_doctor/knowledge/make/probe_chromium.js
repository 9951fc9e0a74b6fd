// What a global scope of a real browser has: its names, the members of its classes, what throws without `new`.
// A function that a page or a worker of Chromium evaluates; it must stand alone.
() => {
    const kind = (descriptor) =>
        descriptor.get || descriptor.set ? (descriptor.set ? "a" : "g")
            : typeof descriptor.value === "function" ? `f${descriptor.value.length}`
                : "v";
    const members = (object) => {
        const found = {};
        for (const name of Object.getOwnPropertyNames(object)) {
            if (name !== "constructor") found[name] = kind(Object.getOwnPropertyDescriptor(object, name));
        }
        return found;
    };
    const isClass = (value) =>
        typeof value === "function" && (Object.hasOwn(value, "prototype") || value.name === "Proxy");
    const failsWithoutNew = (value) => {
        try {
            value();
            return false;
        } catch (error) {
            return error instanceof TypeError && /'new'|illegal constructor|abstract/i.test(error.message);
        }
    };
    const canConstruct = (value) => {
        try {
            new value();
            return true;
        } catch (error) {
            return !/illegal constructor|abstract|not a constructor/i.test(error.message);
        }
    };
    const describe = (value) => {
        const parent = Object.getPrototypeOf(value.prototype ?? {});
        const own = members(value);
        for (const name of ["length", "name", "prototype", "arguments", "caller"]) delete own[name];
        return {
            base: parent?.constructor?.name ?? "",
            name: value.name,
            static: own,
            members: value.prototype ? members(value.prototype) : {},
            needsNew: failsWithoutNew(value),
            constructs: canConstruct(value),
            length: value.length,
        };
    };
    const globals = {};
    const classes = {};
    const namespaces = {};
    for (let place = globalThis; place && place !== Object.prototype; place = Object.getPrototypeOf(place)) {
        for (const name of Object.getOwnPropertyNames(place)) {
            const descriptor = Object.getOwnPropertyDescriptor(place, name);
            if (name === "constructor" || name in globals) continue;
            const value = descriptor.value;
            if (isClass(value) && /^[A-Z]|^webkit[A-Z]/.test(name)) {
                globals[name] = "c";
                classes[name] = describe(value);
            } else if (value && typeof value === "object" && value !== globalThis) {
                globals[name] = "n";
                if (place !== globalThis || descriptor.writable) namespaces[name] = members(value);
                for (const [inner, item] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
                    if (isClass(item.value) && /^[A-Z]/.test(inner)) classes[`${name}.${inner}`] = describe(item.value);
                }
            } else globals[name] = kind(descriptor);
        }
    }
    classes.TypedArray = describe(Object.getPrototypeOf(Uint8Array));
    return { globals, classes, namespaces };
}
