// What the ids stand for: clauses, laws, faults and sources, made when they are looked at.
const glossary = new Map(["clause", "law", "fault", "source"].map(function (kind) {
  return [kind, document.querySelector("[data-gloss=" + kind + "]")];
}));
const faults = new Map(), sources = new Map();
function add(to, key, value) { if (!to.has(key)) { to.set(key, new Set()); } to.get(key).add(value); }
function told(from) { return from ? from.split(", ") : []; }
function sourceOf(claim) { return claim.source || claim.clause[2]; }
const cited_by = new Map();  // what is told of a source, and the clauses of which it is told
claims.forEach(function (claim) { add(cited_by, sourceOf(claim), claim.clause[0]); });
cited_by.forEach(function (from, text) {
  told(text).forEach(function (name) {
    if (!clauses.has(name)) { from.forEach(function (clause) { add(sources, name, clause); }); }
  });
});
const names_in = { clause: function (claim) { return [claim.clause[0]]; }, law: function (claim) { return [claim.law[0]]; },
  source: function (claim) { return told(sourceOf(claim)); } };
const uses = {};
function used(kind) {  // how many claims there are to each name, counted when it is looked at
  if (!uses[kind]) {
    uses[kind] = new Map();
    claims.forEach(function (claim) {
      names_in[kind](claim).forEach(function (name) { uses[kind].set(name, (uses[kind].get(name) || 0) + 1); });
    });
  }
  return uses[kind];
}
rows.laws.forEach(function (law) { law[3].forEach(function (name) { add(faults, name, law[0]); }); });
function all(kind, name) {
  const many = used(kind).get(name);
  return many ? el("a", { href: "#?" + new URLSearchParams({ q: kind + ":" + name }) }, counted(many, "claim")) : "";
}
function entry(kind, name, ...says) {
  return [el("dt", { id: kind + ":" + name }, code(name)), el("dd", null, ...says)];
}
function links(kind, names) { return parted(Array.from(names).map(function (name) { return link(kind + ":" + name, name); })); }
const ENTRIES = {  // each entry: its name, then what is said of it
  clause: function () {
    return rows.clauses.map(function (clause) {
      const from = told(clause[2]).map(function (name) { return link(cited(name), name); });
      return [clause[0], clause[1] || "", from.length ? [" · source ", parted(from)] : "", " · ", all("clause", clause[0])];
    });
  },
  law: function () {
    return rows.laws.map(function (law) {
      return [law[0], law[1], " · " + law[2], law[3].length ? [" · finds the faults ", links("fault", law[3])] : "", " · ", all("law", law[0])];
    });
  },
  fault: function () {
    return Array.from(faults).map(function (pair) { return [pair[0], "found by ", links("law", pair[1])]; });
  },
  source: function () {
    return Array.from(sources).map(function (pair) {
      const line = /^L(\d+)(-\d+)?$/.exec(pair[0]);
      return [pair[0], line ? "line " + line[1] + (line[2] || "") + " of the reference text · " : "", "behind ", links("clause", pair[1]), " · ", all("source", pair[0])];
    });
  },
};
const SIZES = { clause: rows.clauses.length, law: rows.laws.length, fault: faults.size, source: sources.size };
glossary.forEach(function (details, kind) {
  details.querySelector("summary .facts").textContent = SIZES[kind].toLocaleString("en");
  lazily(details, function () {
    const made = ENTRIES[kind]().filter(function (one) { return one[0]; });
    made.sort(function (one, other) { return one[0].localeCompare(other[0], "en", { numeric: true }); });
    details.querySelector("dl").append(...made.flatMap(function (one) { return entry(kind, ...one); }));
  });
});
