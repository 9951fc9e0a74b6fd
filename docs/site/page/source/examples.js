/** One click for each mistake that the rules' pages show. */

import { element, prose } from "./elements.js";

let all;

/** The examples: [{rule, title, files}]. */
export async function examples() {
  all ??= await (await fetch("examples.json")).json();
  return all;
}

export async function fillList(list, search, choose) {
  const found = (await examples()).filter(({ rule, title }) => `${rule} ${title}`.toLowerCase().includes(search.toLowerCase()));
  list.replaceChildren(
    ...found.map((example) =>
      element("li", {}, element("button", { type: "button", onclick: () => choose(example) }, ...prose(example.title), element("small", {}, ` ${example.rule}`))),
    ),
  );
}

/** The example that an address asks for (`?example=rule-name` or `?example=rule-name:2`), or null. */
export async function exampleIn(search) {
  const wanted = new URLSearchParams(search).get("example");
  if (!wanted) return null;
  const [rule, number = "1"] = wanted.split(":");
  const own = (await examples()).filter((example) => example.rule === rule);
  return own[Number(number) - 1] ?? null;
}
