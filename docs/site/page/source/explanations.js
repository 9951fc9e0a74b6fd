/** What an error in a console means. */

import { element, paragraphs, placeButton } from "./elements.js";
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
      ...each.places.map((place) => element("p", {}, "It comes from ", placeButton(place, show))),
      ...each.found.map((finding) =>
        element("p", { className: "foretold" }, "The doctor finds the cause: ", placeButton(finding, show), " ",
          element("a", { href: ruleAddress(finding.rule) }, finding.rule))),
    ),
  );
}
