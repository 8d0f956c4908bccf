// What Word and web pages put on the clipboard, made into the few things a protocol or a report needs.

const DROP = "style, script, meta, link, title, xml, img, object, iframe, svg, o\\:p";
const LEVEL = { H1: "h3", H2: "h3", H3: "h4", H4: "h4", H5: "h4", H6: "h4" };

function rename(element, name) {
  const fresh = element.ownerDocument.createElement(name);
  fresh.append(...element.childNodes);
  element.replaceWith(fresh);
  return fresh;
}

// Word writes a list as paragraphs with "mso-list:l0 level1" and the bullet as text in an ignored span.
function wordLists(doc) {
  const items = [...doc.querySelectorAll("p")].filter((p) => /mso-list:\s*l\d/i.test(p.getAttribute("data-style") || "") || /MsoListParagraph/.test(p.className));
  let list = null;
  let last = null;
  for (const paragraph of items) {
    const sign = [...paragraph.querySelectorAll("span")].find((span) => /mso-list:\s*Ignore/i.test(span.getAttribute("data-style") || ""));
    const bullet = (sign ? sign.textContent : (paragraph.textContent.match(/^\s*([·•o§–-]|\d+[.)])\s/) || [""])[0]).trim();
    const kind = /^\d|^[a-z][.)]/i.test(bullet) && bullet !== "o" ? "ol" : "ul";
    if (sign) sign.remove();
    else if (paragraph.firstChild?.nodeType === 3) paragraph.firstChild.data = paragraph.firstChild.data.replace(/^\s*([·•o§–-]|\d+[.)])\s+/, "");
    const item = doc.createElement("li");
    const text = doc.createElement("p");
    const follows = last && paragraph.previousElementSibling === list && list.nodeName.toLowerCase() === kind;
    text.append(...paragraph.childNodes);
    item.append(text);
    if (follows) {
      list.append(item);
      paragraph.remove();
    } else {
      list = doc.createElement(kind);
      const first = parseInt(bullet, 10);
      if (kind === "ol" && first > 1) list.setAttribute("start", first);
      list.append(item);
      paragraph.replaceWith(list);
    }
    last = item;
  }
}

// Comments and style sheets go before anything is parsed, and style becomes data: the policy allows no inline style even here.
function disarm(html) {
  return html
    .replace(/<!--[\s\S]*?-->|<style[\s\S]*?<\/style>|<\/?o:p[^>]*>/gi, "")
    .replace(/<[^>]+>/g, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
}

// What a tracked change has taken away, what is hidden and what is struck out is not in force: it stays behind.
function leaveOut(doc) {
  const unread = /display:\s*none|visibility:\s*hidden|mso-hide:\s*all|text-decoration(-line)?:[^;]*line-through/i;
  const left = [];
  for (const element of doc.querySelectorAll("del, s, strike, [data-style]")) {
    if (!doc.contains(element)) continue;
    if (!/^(DEL|S|STRIKE)$/.test(element.nodeName) && !unread.test(element.getAttribute("data-style") || "")) continue;
    const words = element.textContent.replace(/\s+/g, " ").trim();
    if (words) left.push(words);
    element.remove();
  }
  return left;
}

// `told` is called with the words that were left out, when there are any.
export function tidy(html, told = () => {}) {
  const doc = new DOMParser().parseFromString(disarm(html), "text/html");
  for (const element of doc.querySelectorAll(DROP)) element.remove();
  const left = leaveOut(doc);
  if (left.length) told(left);
  wordLists(doc);
  for (const element of doc.querySelectorAll("h1, h2, h3, h4, h5, h6")) rename(element, LEVEL[element.nodeName]);
  for (const element of doc.querySelectorAll("b[data-style]")) {
    if (/(^|;)\s*font-weight:\s*(normal|400)/i.test(element.getAttribute("data-style"))) rename(element, "span"); // Google wraps all in such a b
  }
  for (const span of doc.querySelectorAll("span[data-style]")) {
    const style = span.getAttribute("data-style");
    if (/font-weight:\s*(bold|[6-9]00)/i.test(style)) rename(span, "strong");
    else if (/font-style:\s*italic/i.test(style)) rename(span, "em");
  }
  for (const link of doc.querySelectorAll("a")) {
    if (!/^(https?:|mailto:)/i.test(link.getAttribute("href") || "")) link.replaceWith(...link.childNodes);
  }
  for (const element of doc.body.querySelectorAll("*")) {
    const kept = { A: ["href"], OL: ["start"], DATA: ["value"], TD: ["colspan", "rowspan"], TH: ["colspan", "rowspan"] }[element.nodeName] || [];
    for (const { name } of [...element.attributes]) if (!kept.includes(name)) element.removeAttribute(name);
  }
  for (const paragraph of doc.body.querySelectorAll("p")) {
    if (!paragraph.textContent.replace(/\u00a0/g, " ").trim() && !paragraph.closest("td, th")) paragraph.remove();
  }
  return doc.body.innerHTML;
}
