/** The list of findings, worst first, and the verdict above it. */

import { element, paragraphs, placeButton, prose } from "./elements.js";

const RANK = { error: 0, warning: 1, info: 2 };
const EFFECT = { "page-blank": 0, "script-dies": 1, "action-fails": 2, cosmetic: 3 };

const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

export const sorted = (findings) =>
  [...findings].sort(
    (one, other) => RANK[one.severity] - RANK[other.severity] || (EFFECT[one.effect] ?? 9) - (EFFECT[other.effect] ?? 9),
  );

export function verdict(report) {
  const { errors, warnings, infos, pages } = report.summary;
  const skipped = report.summary.skipped.map(({ path }) => path).filter(Boolean);
  const unread = skipped.length ? ` Not checked: ${skipped.slice(0, 3).join(", ")}${skipped.length > 3 ? ", ..." : ""}.` : "";
  if (report.problems.length) return `${report.problems[0].path}: ${report.problems[0].message}`;
  if (errors + warnings) {
    const parts = [[errors, "error"], [warnings, "warning"], [infos, "note"]].filter(([count]) => count);
    const first = parts.length > 1 || errors + warnings > 1 ? " Fix the first one first." : "";
    return `${parts.map(([count, word]) => plural(count, word)).join(", ")}.${first}${unread}`;
  }
  if (!pages) return "There is no page here that loads PyScript yet. Paste one, or choose an example.";
  const notes = infos ? `, but ${plural(infos, "note")}` : "";
  return `Nothing wrong in what I could read${notes}.${unread}`;
}

/** show: goes to a place. fix: makes the fix of a finding. */
export function listed(report, { show, fix }) {
  return sorted(report.findings).map((finding) =>
    element(
      "li",
      { className: `finding ${finding.severity}` },
      element("h3", {}, element("span", { className: "severity" }, finding.severity), " ", ...prose(finding.message)),
      element(
        "p",
        { className: "actions" },
        placeButton(finding, show),
        finding.fix && element("button", { type: "button", className: "fix", onclick: () => fix(finding) }, "Fix: ", ...prose(finding.fix.title)),
      ),
      finding.help && element("div", { className: "help" }, ...paragraphs(finding.help)),
      finding.unless && element("p", { className: "small" }, "Unless ", ...prose(finding.unless), "."),
      ...finding.related.map((each) =>
        element("p", { className: "small" }, placeButton(each, show), " ", ...prose(each.message)),
      ),
      element("p", { className: "small" },
        element("a", { href: ruleAddress(finding.rule) }, `About ${finding.rule}`),
        ...elsewhere(finding.faq ?? finding.guide, finding.faq ? "PyScript FAQ" : "PyScript's guide")),
    ),
  );
}

const elsewhere = (address, name) => (address ? [" · ", element("a", { href: address }, name)] : []);

export const ruleAddress = (name) => `docs/rules/${name}/`;
