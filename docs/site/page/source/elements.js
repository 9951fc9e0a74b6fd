/** Elements in one expression. Text is always text, never HTML. */

export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key in made && !key.includes("-")) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** A button that leads to a place in a file. show: goes there. */
export const placeButton = ({ path, start }, show) =>
  element("button", { type: "button", className: "place", onclick: () => show({ path, start }) }, `${path}:${start.line}`);

/** Text in which what stands in backticks is code. */
export function prose(text) {
  return text.split(/`([^`]+)`/).map((part, index) => (index % 2 ? element("code", {}, part) : part));
}

/** A text of several paragraphs, in which code is indented or between fences. */
export function paragraphs(text) {
  return text.split(/^(```+)\w*\n([\s\S]*?)^\1\s*$/m).flatMap((part, index) => {
    if (index % 3 === 1) return [];
    if (index % 3 === 2) return [element("pre", {}, part.trimEnd())];
    return part.split(/\n{2,}/).filter((each) => each.trim()).map((each) =>
      each.split("\n").every((line) => line.startsWith("    "))
        ? element("pre", {}, each.replace(/^ {4}/gm, ""))
        : element("p", {}, ...prose(each)),
    );
  });
}
