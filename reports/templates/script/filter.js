// Which claims are shown: kept in the address, so that it can be passed on.
const form = document.getElementById("filter");
const KEYS = ["q", "status", "level", "resource", "topic"];
const wanted = Object.fromEntries(KEYS.map(function (key) { return [key, ""]; }));
function offer(key, values) {
  const select = form.elements[key];
  values.forEach(function (value) { select.append(el("option", { value: value[0] }, value[1])); });
}
function present(key) { return new Set(claims.map(function (claim) { return claim[key]; })); }
function named(values) { return values.map(function (value) { return [value, value]; }); }
offer("status", rows.statuses.filter(Set.prototype.has, present("status")).map(function (status) { return [status, words.get(status)]; }));
offer("level", named(rows.levels.filter(Set.prototype.has, present("level"))));
offer("resource", named(Array.from(new Set([...present("family"), ...present("resource")])).sort()));
offer("topic", named(rows.columns));
function textOf(claim) {
  return claim.text || (claim.text = [claim.id, claim.operation, claim.clause[0], claim.law[0], claim.expected, claim.observed].join(" ").toLowerCase());
}
function fitting() {
  const sought = wanted.q.toLowerCase().split(/\s+/).filter(Boolean);
  const exact = sought.filter(function (word) { return /^(clause|law|source):./.test(word); });
  const rest = sought.filter(function (word) { return !exact.includes(word); });
  return function (claim) {
    return ["status", "level", "topic"].every(function (key) { return !wanted[key] || claim[key] === wanted[key]; })
      && (!wanted.resource || claim.resource === wanted.resource || claim.family === wanted.resource)
      && exact.every(function (word) { return citing(claim, word); })
      && rest.every(function (word) { return textOf(claim).includes(word); });
  };
}
function citing(claim, word) {
  const kind = word.slice(0, word.indexOf(":")), name = word.slice(kind.length + 1);
  if (kind === "source") { return (claim.source || claim.clause[2]).toLowerCase().split(", ").includes(name); }
  return (kind === "law" ? claim.law[0] : claim.clause[0]).toLowerCase() === name;
}
function some() { return KEYS.some(function (key) { return wanted[key]; }); }
function address() {
  const found = new URLSearchParams(KEYS.filter(function (key) { return wanted[key]; }).map(function (key) { return [key, wanted[key]]; }));
  return "#" + (some() ? "?" + found : "claims");
}
function want(values) {
  KEYS.forEach(function (key) {
    wanted[key] = values[key] || "";
    form.elements[key].value = wanted[key];
    if (form.elements[key].value !== wanted[key]) { wanted[key] = ""; form.elements[key].value = ""; }
  });
}
