// The claims, as the blocks of data above have them: columns of numbers, and what these point to.
async function block(name) {
  const text = atob(document.getElementById(name).textContent);
  const bytes = Uint8Array.from(text, function (letter) { return letter.charCodeAt(0); });
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return JSON.parse(await new Response(stream).text());
}
function whole(fronted) {  // texts, of which each has some letters in common with the one before
  let before = "";
  return fronted[0].map(function (same, at) { return (before = before.slice(0, same) + fronted[1][at]); });
}
const read = await Promise.all([block("rows"), block("groups")]).catch(function (trouble) {
  shown.textContent = "This browser cannot unpack the claims (" + trouble + "); results.json beside this file has them.";
  document.documentElement.classList.add("ready");
});
if (!read) { return; }
const [rows, shared] = read;
let lastExchange = 0;
const ids = whole(rows.claims.id), exchanges = rows.claims.exchange.map(function (step) { return (lastExchange += step); });
const claims = ids.map(function (id, n) {
  const row = rows.claims;
  return {
    n: n, id: id, operation: rows.operations[row.operation[n]], law: rows.laws[row.law[n]], clause: rows.clauses[row.clause[n]],
    status: rows.statuses[row.status[n]], level: rows.levels[row.level[n]], resource: rows.resources[row.resource[n]],
    family: rows.families[row.resource[n]], topic: rows.columns[row.topic[n]], exchange: exchanges[n],
    expected: rows.texts[row.expected[n]], observed: rows.texts[row.observed[n]], source: rows.texts[row.source[n]], once: rows.texts[row.once[n]],
  };
});
let byName = null;
function byId(id) {  // a claim, or nothing
  byName = byName || new Map(claims.map(function (claim) { return [claim.id, claim]; }));
  return byName.get(id);
}
const groups = shared.groups.map(function (group) {
  return {
    status: group[0], title: group[1], clause: group[2],
    claims: group[3].map(function (n) { return claims[n]; }), rest: group[4],
  };
});
const symbols = new Map(Object.entries(shared.symbols)), words = new Map(Object.entries(shared.words));
const clauses = new Map(rows.clauses.map(function (clause) { return [clause[0], clause]; }));
