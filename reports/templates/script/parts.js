// Makes elements: what a server sent becomes text, never HTML, and letters that nobody sees escapes.
function seen(text) {
  return String(text).replace(/(?![\n\t])[\p{C}\p{Zl}\p{Zp}]/gu, function (letter) {
    return Array.from({ length: letter.length }, function (_, at) {
      return "\\u" + letter.charCodeAt(at).toString(16).padStart(4, "0");
    }).join("");
  });
}
function el(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) { made.setAttribute(key, value); }
  for (const child of children.flat(9)) {
    if (child !== null && child !== undefined && child !== "") {
      made.append(child instanceof Node ? child : seen(child));
    }
  }
  return made;
}
function code(text) { return el("code", null, text); }
function ticked(text) {  // what stands between backticks is code; unpaired ones stay
  const parts = text.split("`");
  return parts.length % 2 ? parts.map(function (part, place) { return place % 2 ? code(part) : part; }) : text;
}
function link(target, ...children) {
  return el("a", { href: "#" + encodeURIComponent(target).replace(/%3A/g, ":") }, ...children);
}
function counted(count, word) { return count.toLocaleString("en") + " " + word + (count === 1 ? "" : "s"); }
function lazily(details, fill) {  // fills a part of the page when it is opened for the first time
  let filled = false;
  function now() { if (!filled) { filled = true; fill(); } }
  details.addEventListener("toggle", function () { if (details.open) { now(); } });
  details.openNow = function () { now(); details.open = true; };
  return details;
}
function copyable(text) {
  return el("div", { class: "curl" }, el("pre", null, text), el("button", { type: "button", class: "copy" }, "Copy"));
}
const shown = document.getElementById("shown");
document.documentElement.classList.add("js");
document.addEventListener("click", function (event) {
  const button = event.target.closest(".copy");
  if (!button) { return; }
  const from = button.parentNode.querySelector("pre");
  if (navigator.clipboard) {
    navigator.clipboard.writeText(from.textContent).then(function () { button.textContent = "Copied"; });
  } else { getSelection().selectAllChildren(from); }
});
