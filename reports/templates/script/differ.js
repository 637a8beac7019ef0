// What was expected and what was observed, with what differs marked in each.
const MOST_WORDS = 240;
function split(text) { return text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) || []; }
function common(one, other) {  // which words of each are in the longest sequence that both have
  const lengths = Array.from({ length: one.length + 1 }, function () { return new Uint16Array(other.length + 1); });
  for (let i = one.length - 1; i >= 0; i--) {
    for (let j = other.length - 1; j >= 0; j--) {
      lengths[i][j] = one[i] === other[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const first = new Set(), second = new Set();
  let i = 0, j = 0;
  while (i < one.length && j < other.length) {
    if (one[i] === other[j]) { first.add(i++); second.add(j++); }
    else if (lengths[i + 1][j] >= lengths[i][j + 1]) { i++; } else { j++; }
  }
  return [first, second];
}
function marked(parts, same, name) {
  const made = [];
  let run = "", inside = false;
  function end() { if (run) { made.push(inside ? el(name, null, run) : run); } run = ""; }
  parts.forEach(function (part, at) {
    const between = /^\s+$/.test(part) && at > 0 && at + 1 < parts.length && !same.has(at - 1) && !same.has(at + 1);
    const other = between || !same.has(at);
    if (other !== inside) { end(); inside = other; }
    run += part;
  });
  end();
  return made;
}
function differing(expected, observed) {
  const one = split(expected), other = split(observed);
  if (!one.length || !other.length || one.length > MOST_WORDS || other.length > MOST_WORDS) { return [expected, observed]; }
  const [first, second] = common(one, other);
  const shared = Array.from(first).filter(function (at) { return /[\p{L}\p{N}]/u.test(one[at]); }).length;
  if (!shared) { return [expected, observed]; }
  return [marked(one, first, "ins"), marked(other, second, "del")];
}
