// The claims, as the blocks of data above have them: rows of numbers, and what these point to.
function block(name) { return JSON.parse(document.getElementById(name).textContent); }
const rows = block("rows"), shared = block("groups");
const claims = rows.claims.map(function (row, n) {
  return {
    n: n, id: row[0], operation: rows.operations[row[1]], law: rows.laws[row[2]], clause: rows.clauses[row[3]],
    status: rows.statuses[row[4]], level: rows.levels[row[5]], resource: rows.resources[row[6]],
    family: rows.families[row[6]], topic: rows.columns[row[7]], exchange: row[8],
    expected: rows.texts[row[9]], observed: rows.texts[row[10]], source: rows.texts[row[11]], once: rows.texts[row[12]],
  };
});
const byId = new Map(claims.map(function (claim) { return [claim.id, claim]; }));
const groups = shared.groups.map(function (group) {
  return {
    status: group[0], title: group[1], clause: group[2],
    claims: group[3].map(function (n) { return claims[n]; }), rest: group[4],
  };
});
const symbols = new Map(Object.entries(shared.symbols)), words = new Map(Object.entries(shared.words));
const clauses = new Map(rows.clauses.map(function (clause) { return [clause[0], clause]; }));
