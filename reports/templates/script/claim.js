// One claim: a line, and what stands behind it when it is opened.
function facts(claim) {
  const said = [code(claim.operation), " · clause ", link("clause:" + claim.clause[0], claim.clause[0])];
  if (claim.clause[1]) { said.push(": " + claim.clause[1]); }
  said.push(" · law ", link("law:" + claim.law[0], claim.law[0]));
  const source = claim.source || claim.clause[2];
  if (source && source !== claim.clause[0]) {
    said.push(" · source ", parted(source.split(", ").map(function (name) { return link(cited(name), name); })));
  }
  said.push(" · " + claim.level);
  if (claim.law[3].length) {
    said.push(" · proven by the faults ", parted(claim.law[3].map(function (name) { return link("fault:" + name, name); })));
  }
  return el("p", { class: "facts" }, said);
}
function parted(items) { return items.flatMap(function (item, at) { return at ? [", ", item] : [item]; }); }
function cited(name) { return (clauses.has(name) ? "clause:" : "source:") + name; }
function differences(claim, told) {
  const found = [];
  function row(title, ...said) { found.push(el("dt", null, title), el("dd", null, ...said)); }
  const broken = !["pass", "noted", "not_testable", "not_supported"].includes(claim.status);
  const [expected, observed] = broken ? differing(claim.expected, claim.observed) : [claim.expected, claim.observed];
  if (claim.expected) { row("Expected", expected); }
  if (claim.observed) { row("Observed", observed); }
  if (told.known) { row("Known", told.known.join(" · ")); }
  if (claim.once) { row("Seen", claim.once); }
  return found.length ? el("dl", { class: "eo" }, found) : null;
}
function places(told) {
  if (!told.places) { return null; }
  const lines = told.places.map(function (place) {
    return el("tr", null, el("td", { class: "mono" }, place[0]), el("td", null, place[1], place[3] ? " (seen once)" : ""), el("td", { class: "facts" }, "expected " + place[2]));
  });
  if (told.more) { lines.push(el("tr", null, el("td", { colspan: 3 }, "… and " + told.more + " more"))); }
  return el("details", null, el("summary", { class: "facts" }, counted(told.places.length + told.more, "place")),
    el("table", { class: "rows" }, el("tbody", null, lines)));
}
function shows(claim, told, found) {
  const numbers = told.exchanges || (claim.exchange < 0 ? [] : [claim.exchange]), steps = told.steps || {};
  return numbers.map(function (number, at) {
    const step = Object.hasOwn(steps, number) ? "step " + steps[number] : "";
    return exchange(found.exchange(number), step || (at ? "for comparison" : ""), !at);
  });
}
function beside(told) {  // this server's answer and the reference server's, row by row
  if (!told.side) { return null; }
  const [summary, lines] = told.side;
  const head = ["this server", "the reference server's answer"].map(function (name) { return el("th", { scope: "col" }, name); });
  const made = lines.map(function (line) {
    return el("tr", { class: line[2] ? "same" : "other" }, el("td", { class: "mono" }, line[0]), el("td", { class: "mono" }, line[1]));
  });
  if (!made.length) { return el("p", { class: "facts" }, summary); }
  return el("details", { class: "side" }, el("summary", { class: "facts" }, summary),
    el("table", { class: "sides" }, el("thead", null, el("tr", null, head)), el("tbody", null, made)));
}
function again(told) {
  const made = [];
  function inside(title, text) { made.push(el("details", null, el("summary", { class: "facts" }, title), copyable(text))); }
  if (told.script) { inside("Script that shows it on a fresh server", told.script); }
  if (told.run) { made.push(copyable(told.run)); }
  if (told.entry) { inside("Entry for assay-known.toml, if it may fail for now", told.entry); }
  return made;
}
function claimLine(claim) {
  const made = el("details", { class: "claim", id: claim.id },
    el("summary", null, el("span", { class: "chip " + claim.status }, symbols.get(claim.status), el("span", { class: "unseen" }, " " + words.get(claim.status))), " ", code(claim.id)));
  return lazily(made, function () {
    const body = el("div", { class: "body" }, facts(claim), differences(claim, {}), el("p", { class: "facts" }, "unpacking the exchanges …"));
    made.append(body);
    evidence().then(function (found) {
      const told = found.claims.get(String(claim.n)) || {};
      body.replaceChildren(...[facts(claim), differences(claim, told), places(told), shows(claim, told, found), beside(told), again(told)]
        .flat(9).filter(Boolean));
    }, function (trouble) {
      body.append(el("p", null, "This browser cannot unpack the exchanges (" + trouble + "); results.json and ledger.ndjson have them."));
    });
  });
}
