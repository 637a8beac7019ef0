// The list of claims: sections by status, groups in them, lines that are made when they are opened.
const list = document.getElementById("list");
const MOST_LINES = 200, MOST_GROUPS = 30, FEW = 40;
let folds = [];  // the groups that were made, outer ones first, with their claims

function firstOf(inner, items, most, word) {  // the first of many, and a button for the others
  const rest = items.slice(most);
  inner.append(...items.slice(0, most));
  if (!rest.length) { return; }
  const more = el("button", { type: "button", class: "more" }, "Show " + counted(rest.length, "more " + word));
  more.addEventListener("click", function () {
    more.replaceWith(...rest);
    (rest[0].querySelector("summary") || rest[0]).focus();
  });
  inner.append(more);
}
function lines(inner, found) { firstOf(inner, found.map(claimLine), MOST_LINES, "claim"); }
function folded(title, sub, status, found, fill) {
  const inner = el("div", { class: "inner" });
  const made = el("details", { class: "group" },
    el("summary", null, el("span", { class: "chip " + status }, found.length.toLocaleString("en")), " ", title, sub ? el("span", { class: "facts" }, sub) : ""),
    inner);
  folds.push([made, found]);
  made.inner = inner;
  return lazily(made, function () { fill(inner); });
}
function cause(group, found) {
  const clause = clauses.get(group.clause);
  const roots = Array.isArray(group.rest) ? group.rest : [];
  const title = el("span", { class: "title" }, ticked(group.title));
  return folded(title, clause ? clause[1] : "", group.status, found, function (inner) {
    if (roots.length) { inner.append(el("p", { class: "facts" }, "What stands in the way: ", parted(roots.map(root)))); }
    if (group.rest > 0) { inner.append(el("p", { class: "facts" }, group.rest + " of the claims follow from what is broken here.")); }
    lines(inner, found);
  });
}
function root(name) { return byId(name) ? link(name, name) : code(name); }
function gathered(found, key) {
  const made = new Map();
  found.forEach(function (claim) {
    const name = key(claim);
    if (!made.has(name)) { made.set(name, []); }
    made.get(name).push(claim);
  });
  return Array.from(made).sort(function (one, other) { return one[0] < other[0] ? -1 : 1; });
}
function family(name, found, status) {
  return folded(el("span", { class: "title" }, name), "", status, found, function (inner) {
    gathered(found, function (claim) { return claim.operation; }).forEach(function (operation) {
      inner.append(folded(code(operation[0]), "", status, operation[1], function (within) {
        gathered(operation[1], function (claim) { return claim.law[0]; }).forEach(function (law) {
          const part = el("div");
          within.append(el("p", { class: "law" }, el("b", null, link("law:" + law[0], law[0])), el("span", { class: "facts" }, " " + law[1][0].law[1])), part);
          lines(part, law[1]);
        });
      }));
    });
  });
}
function section(status, found) {
  const title = symbols.get(status) + " " + found.length.toLocaleString("en") + " " + words.get(status);
  const told = groups.filter(function (group) { return group.status === status; }), names = new Set(told.length ? found : []);
  const mine = told.map(function (group) {
    return [group, group.claims.filter(function (claim) { return names.has(claim); })];
  }).filter(function (pair) { return pair[1].length; });
  const made = mine.length ? mine.map(function (pair) { return cause(pair[0], pair[1]); })
    : gathered(found, function (claim) { return claim.family; }).map(function (pair) { return family(pair[0], pair[1], status); });
  const word = ["not_testable", "not_supported"].includes(status) ? "reason" : "cause";
  const parts = mine.length ? ", " + counted(mine.length, word) : "";
  const whole = el("section", { "data-status": status, "aria-labelledby": "s-" + status }, el("h3", { id: "s-" + status }, title + parts));
  firstOf(whole, made, MOST_GROUPS, mine.length ? word : "resource");
  return whole;
}
function draw() {
  const found = some() ? claims.filter(fitting()) : claims;
  folds = [];
  const status = new Map(rows.statuses.map(function (name) { return [name, []]; }));
  found.forEach(function (claim) { status.get(claim.status).push(claim); });
  list.replaceChildren(...Array.from(status).filter(function (pair) { return pair[1].length; })
    .map(function (pair) { return section(pair[0], pair[1]); }));
  if (!found.length) { list.append(el("p", null, claims.length ? "No claim is like this." : "Nothing was checked.")); }
  shown.textContent = found.length.toLocaleString("en") + " of " + counted(claims.length, "claim");
  if (some() && found.length <= FEW) { found.forEach(function (claim) { way(claim); }); }
}
function way(claim) {  // opens what a claim's line is in, and returns the line
  for (let at = 0; at < folds.length; at++) {  // to open one may make others
    if (folds[at][1].includes(claim)) { folds[at][0].openNow(); }
  }
  for (const more of list.querySelectorAll(".more")) {
    if (document.getElementById(claim.id)) { break; }
    more.click();
  }
  return document.getElementById(claim.id);
}
