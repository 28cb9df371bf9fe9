// The rich_text block: sections, lists, quotes and preformatted text, with every element Slack knows inside.

import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { dated, link, mention, plain } from "./mrkdwn.js";

export function richText(block, context) {
  return h(
    "div",
    { class: "rich" },
    (block.elements ?? []).map((part) => piece(part, context)),
  );
}

function piece(part, context) {
  const inside = () => (part.elements ?? []).map((element) => leaf(element, context));
  switch (part.type) {
    case "rich_text_list":
      return list(part, context);
    case "rich_text_quote":
      return h("blockquote", {}, inside());
    case "rich_text_preformatted":
      return h("pre", {}, inside());
    default:
      return h("p", {}, inside());
  }
}

function list(part, context) {
  const tag = part.style === "ordered" ? "ol" : "ul";
  const start = part.style === "ordered" ? (part.offset ?? 0) + 1 : null;
  return h(
    tag,
    { class: `indent-${Math.min(part.indent ?? 0, 8)}`, start },
    (part.elements ?? []).map((item) =>
      h(
        "li",
        {},
        (item.elements ?? []).map((element) => leaf(element, context)),
      ),
    ),
  );
}

const LEAVES = {
  text: (element) => broken(element.text),
  link: (element) => link(element.url, element.text),
  user: (element, context) => mention(element.user_id, context),
  usergroup: (element) => h("span", { class: "mention all" }, `@${element.usergroup_id}`),
  channel: (element) => h("span", { class: "mention" }, `#${element.channel_id}`),
  team: (element) => h("span", { class: "mention" }, element.team_id),
  broadcast: (element) => h("span", { class: "mention all" }, `@${element.range}`),
  emoji: (element) => emoji(element.name) ?? plain(`:${element.name}:`),
  color: (element) => h("code", {}, element.value),
  date: (element, context) => dated(element.timestamp, element.format, element.url, context),
};

function broken(value) {
  return (value ?? "").split("\n").flatMap((line, index) => (index ? [h("br"), line] : [line]));
}

const STYLES = [
  ["code", "code"],
  ["bold", "strong"],
  ["italic", "em"],
  ["strike", "s"],
  ["underline", "u"],
];

function leaf(element, context) {
  const bare = LEAVES[element.type]?.(element, context) ?? h("code", {}, JSON.stringify(element));
  return STYLES.reduce((node, [style, tag]) => (element.style?.[style] ? h(tag, {}, node) : node), bare);
}
