// The exchanges, unpacked when the first of them is looked at.
let unpacking = null;
function evidence() { return unpacking || (unpacking = unpacked()); }
async function unpacked() {
  const found = await block("evidence"), all = found.exchanges, names = whole(all.id);
  found.claims = new Map(Object.entries(found.claims));
  found.exchange = function (n) {
    const inside = [all.form[n], all.path[n], all.query[n]];
    return {
      id: names[n], method: all.method[n], path: all.path[n], query: all.query[n], form: all.form[n],
      sent: all.parts[all.sent[n]], status: all.status[n], headers: all.parts[all.headers[n]], body: all.body[n],
      curl: all.parts[all.curl[n]].map(function (piece) { return typeof piece === "number" ? inside[piece] : piece; }).join(""),
      took: all.milliseconds[n],
    };
  };
  return found;
}
const MOST_ROWS = 60;
function table(pairs, empty) {
  const shown = pairs.slice(0, MOST_ROWS).map(function (pair) {
    return el("tr", null, el("td", { class: "mono" }, pair[0]), el("td", { class: "mono" }, pair[1]));
  });
  if (pairs.length > MOST_ROWS) { shown.push(el("tr", null, el("td", { colspan: 2 }, "… " + (pairs.length - MOST_ROWS) + " more"))); }
  return pairs.length ? el("table", { class: "rows" }, el("tbody", null, shown)) : el("p", { class: "facts" }, empty);
}
const MOST_LINES_SHOWN = 24;
function said(body) {  // an answer, a long one folded
  const all = body.split("\n"), rest = all.length - MOST_LINES_SHOWN;
  const text = el("pre", null, rest > 4 ? all.slice(0, MOST_LINES_SHOWN).join("\n") : body || "nothing");
  if (rest <= 4) { return text; }
  const more = el("button", { type: "button" }, "Show " + counted(rest, "more line"));
  more.addEventListener("click", function () {
    text.textContent = seen(body);
    text.tabIndex = -1;
    text.focus();
    more.remove();
  });
  return el("div", null, text, more);
}
function exchange(record, note, open) {
  const { id, method, path, query, form, sent, status, headers, body, curl, took } = record;
  const pairs = Array.from(new URLSearchParams([query, form].filter(Boolean).join("&")));
  const made = el("details", { class: "exchange" },
    el("summary", null, code(method + " " + path), " → ", el("b", null, status),
      el("span", { class: "facts" }, " · " + took + " ms · " + id + (note ? ", " + note : ""))));
  lazily(made, function () {
    made.append(el("div", { class: "parts" },
      el("div", null, el("h4", null, "Request"), table(pairs, "no parameters"), el("h4", null, "Request headers"), table(sent, "none")),
      el("div", null, el("h4", null, "Response " + status), said(body),
        el("details", null, el("summary", { class: "facts" }, "Response headers"), table(headers, "none")))));
  });
  if (open) { made.openNow(); }
  return [made, open ? copyable(curl) : null];
}
