/** What an error in a console means. */

import { element, paragraphs } from "./elements.js";
import { ruleAddress } from "./findings.js";

export function explained(answer, show) {
  if (!answer.explanations.length) {
    return [element("p", {}, "The doctor does not know this text. If it is an error of PyScript, ask in PyScript's Discord.")];
  }
  return answer.explanations.map((each) =>
    element(
      "article",
      { className: "explanation" },
      element("h3", {}, each.message),
      ...paragraphs(each.meaning),
      ...paragraphs(each.help),
      ...places(each.places, show),
      ...each.found.map(({ rule, path, start }) =>
        element("p", { className: "foretold" }, "The doctor finds the cause: ",
          element("button", { type: "button", className: "place", onclick: () => show({ path, start }) }, `${path}:${start.line}`),
          " ", element("a", { href: ruleAddress(rule) }, rule))),
    ),
  );
}

const places = (found, show) =>
  found.map(({ path, start }) =>
    element("p", {}, "It comes from ",
      element("button", { type: "button", className: "place", onclick: () => show({ path, start }) }, `${path}:${start.line}`)));
