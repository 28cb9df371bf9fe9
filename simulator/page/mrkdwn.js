// Slack's mrkdwn, as nodes. Whatever a person typed ends in a text node, so nothing here can become HTML.

import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { fillTokens } from "./dates.js";

const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };
const SAFE_LINK = /^(https?:\/\/|mailto:|tel:|slack:\/\/)/i;

/** Slack escapes three characters and no more. */
export const unescape = (text) => text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity]);

export const nameOf = (user) => user?.display_name || user?.real_name || user?.name || "someone";

/** A link when its address is one that a browser may safely follow, else its label as text. */
export function link(address, label) {
  if (!SAFE_LINK.test(address)) return h("span", {}, label || address);
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, label || address);
}

export function mention(id, context) {
  const user = context.users[id];
  return h(
    "span",
    { class: id === context.me.id ? "mention self" : "mention" },
    `@${user ? nameOf(user) : id}`,
  );
}

/** Text whose :emoji: are drawn; nothing else is read into it. */
export function plain(text, withEmoji = true) {
  const whole = unescape(text ?? "");
  return withEmoji
    ? whole.replace(/:([a-z0-9_+-]+(?:::skin-tone-\d)?):/g, (code, name) => emoji(name) ?? code)
    : whole;
}

/** A text object (plain_text or mrkdwn) as nodes. */
export function text(object, context) {
  if (!object) return [];
  if (object.type === "mrkdwn") return mrkdwn(object.text, context);
  return lines(plain(object.text, object.emoji !== false));
}

/** A text object as bare words, for labels that only listeners hear. */
export const words = (object) =>
  plain(object?.text ?? "")
    .replace(/[*_~`]|<[^|>]*\|?|>/g, "")
    .trim();

/** mrkdwn as bare words with names and dates filled in, as a notification tells it. */
export const told = (source, context) => bare(mrkdwn(source, context)).replace(/\s+/g, " ").trim();

function bare(nodes) {
  if (Array.isArray(nodes)) return nodes.map(bare).join("");
  if (!nodes || typeof nodes === "boolean") return "";
  if (typeof nodes !== "object") return String(nodes);
  const inner = bare(nodes.children);
  return ["br", "p", "div", "li", "pre", "blockquote"].includes(nodes.tag) ? `${inner} ` : inner;
}

function lines(value) {
  return value.split("\n").flatMap((line, index) => (index ? [h("br"), line] : [line]));
}

/** mrkdwn as nodes; `context` has users, conversations, me (with tz and locale) and now (epoch seconds). */
export function mrkdwn(source, context) {
  return (source ?? "").split(/```/).flatMap((part, index, parts) => {
    const closed = index < parts.length - 1;
    if (index % 2 && closed) return [h("pre", {}, unescape(part.replace(/^\n|\n$/g, "")))];
    return blocks(index % 2 ? "```" + part : part, context);
  });
}

function blocks(source, context) {
  const nodes = [];
  let quote = null;
  const rows = source.replace(/^\n(?=.)/, "").split("\n");
  rows.forEach((row, index) => {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(row);
    if (quoted) {
      if (!quote) nodes.push({ quote: (quote = []) });
      quote.push(quoted[1]);
      return;
    }
    if (index && !quote) nodes.push(h("br"));
    quote = null;
    nodes.push(...line(row, context));
  });
  return nodes.map((node) => (node.quote ? h("blockquote", {}, quotation(node.quote, context)) : node));
}

const quotation = (rows, context) =>
  rows.flatMap((row, index) => [index ? h("br") : null, ...line(row, context)]);

function line(row, context) {
  const item = /^(\s*)([•◦▪-]|\d{1,3}\.)\s+(.*)$/.exec(row);
  if (!item) return inline(row, context);
  // The line break after the item is in the row itself, so the item is inline and hangs by its padding.
  return [
    h(
      "span",
      { class: "item" },
      h("span", { class: "sign" }, item[2] === "-" ? "•" : item[2]),
      " ",
      h("span", { class: "said" }, inline(item[3], context)),
    ),
  ];
}

const EDGE = "\\p{L}\\p{N}";
const styled = (sign) =>
  new RegExp(
    `(?<![${EDGE}${sign}\\\\])${sign}(?=[^\\s${sign}])([^\\n]*?[^\\s])${sign}(?![${EDGE}${sign}])`,
    "gu",
  );
const MARKS = [
  { pattern: /`([^`\n]+)`/g, node: (found) => h("code", {}, unescape(found[1])) },
  { pattern: /<([^<>\n]+)>/g, node: (found, context) => entity(found[1], context) },
  { pattern: /:([a-z0-9_+-]+(?:::skin-tone-\d)?):/g, node: (found) => emoji(found[1]) ?? null },
  { pattern: styled("\\*"), node: (found, context) => h("strong", {}, inline(found[1], context)) },
  { pattern: styled("_"), node: (found, context) => h("em", {}, inline(found[1], context)) },
  { pattern: styled("~"), node: (found, context) => h("s", {}, inline(found[1], context)) },
  { pattern: /https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"]/g, node: (found) => link(unescape(found[0])) },
];

function inline(source, context) {
  const nodes = [];
  let from = 0;
  let searched = MARKS.map((mark) => search(mark, source, 0));
  for (;;) {
    searched = searched.map((found, index) =>
      found && found.index < from ? search(MARKS[index], source, from) : found,
    );
    const first = earliest(searched);
    if (first < 0) break;
    const found = searched[first];
    const node = MARKS[first].node(found, context);
    const end = found.index + (node === null ? 1 : found[0].length);
    nodes.push(unescape(source.slice(from, node === null ? end : found.index)), node);
    from = end;
  }
  nodes.push(unescape(source.slice(from)));
  return merge(nodes);
}

function search(mark, source, from) {
  mark.pattern.lastIndex = from;
  return mark.pattern.exec(source);
}

function earliest(searched) {
  let best = -1;
  searched.forEach((found, index) => {
    if (found && (best < 0 || found.index < searched[best].index)) best = index;
  });
  return best;
}

function merge(nodes) {
  const merged = [];
  for (const node of nodes) {
    if (node === null || node === "") continue;
    if (typeof node === "string" && typeof merged.at(-1) === "string") merged[merged.length - 1] += node;
    else merged.push(node);
  }
  return merged;
}

function entity(body, context) {
  const [target, label] = divide(body);
  if (/^@[A-Z0-9]+$/i.test(target)) return mention(target.slice(1), context);
  if (/^#[A-Z0-9]+$/i.test(target))
    return h("span", { class: "mention" }, `#${plain(label || target.slice(1))}`);
  if (target.startsWith("!")) return special(target.slice(1), label, context);
  if (SAFE_LINK.test(target)) return link(unescape(target), label && inline(label, context));
  return unescape(`<${body}>`);
}

function divide(body) {
  const bar = body.indexOf("|");
  return bar < 0 ? [body, ""] : [body.slice(0, bar), body.slice(bar + 1)];
}

function special(target, label, context) {
  const date = /^date\^(-?\d+)\^([^^]*)(?:\^(.*))?$/.exec(target);
  if (date) return dated(Number(date[1]), date[2], date[3], context);
  if (target.startsWith("date^")) return plain(label);
  const group = /^subteam\^([A-Z0-9]+)/.exec(target);
  return h("span", { class: "mention all" }, group ? plain(label || `@${group[1]}`) : `@${target}`);
}

/** A moment in the viewer's zone and language, with the instant for machines. */
export function dated(epoch, tokens, address, context) {
  const shown = h(
    "time",
    { datetime: new Date(epoch * 1000).toISOString() },
    unescape(fillTokens(epoch, tokens, context.me, context.now)),
  );
  return address && SAFE_LINK.test(address) ? link(address, shown) : shown;
}
