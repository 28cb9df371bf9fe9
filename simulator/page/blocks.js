// Blocks as Slack lays them out. A block this page does not know shows itself as JSON in a labelled box.

import { element, unknown } from "./elements.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { mrkdwn, plain, text, words } from "./mrkdwn.js";
import { richText } from "./richtext.js";

export function blocks(list, surface) {
  return (list ?? []).map((block, index) => {
    const draw = BLOCKS[block.type];
    const failed = surface.seat.failureIn(surface.scope, block.block_id);
    return h(
      "div",
      { key: block.block_id || `at-${index}`, class: `block ${block.type}` },
      draw ? draw(block, surface) : unknown(block),
      failed ? problem(failed) : null,
    );
  });
}

const problem = (sentence) =>
  h("p", { class: "problem", role: "alert" }, icon("warning"), h("span", {}, sentence));

const BLOCKS = {
  section,
  header,
  context,
  divider,
  actions,
  image,
  input,
  markdown,
  table,
  alert,
  card,
  container,
  rich_text: (block, { context }) => richText(block, context),
  context_actions: actions,
  carousel: (block, surface) =>
    h(
      "div",
      { class: "cards" },
      (block.elements ?? []).map((one) => card(one, surface)),
    ),
};

function section(block, surface) {
  const accessory = block.accessory;
  return [
    h(
      "div",
      { class: "said" },
      block.text ? h("div", { class: "text" }, text(block.text, surface.context)) : null,
      block.fields
        ? h(
            "div",
            { class: "fields" },
            block.fields.map((field) => h("div", {}, text(field, surface.context))),
          )
        : null,
    ),
    accessory
      ? h(
          "div",
          { class: "accessory" },
          accessory.type === "image" ? picture(accessory) : element(accessory, block, surface),
        )
      : null,
  ];
}

function header(block) {
  return h(`h${Math.min(Math.max((block.level ?? 1) + 2, 3), 6)}`, {}, plain(block.text?.text));
}

function context(block, surface) {
  return (block.elements ?? []).map((one) =>
    one.type === "image" ? picture(one) : h("span", {}, text(one, surface.context)),
  );
}

function divider() {
  return h("hr");
}

function actions(block, surface) {
  return h(
    "div",
    { class: "row" },
    (block.elements ?? []).map((one) => element(one, block, surface)),
  );
}

function image(block, surface) {
  return h(
    "figure",
    {},
    block.title ? h("figcaption", {}, text(block.title, surface.context)) : null,
    picture(block),
  );
}

function picture(one) {
  const address = one.image_url ?? "";
  if (!/^(https?:|data:image\/)/i.test(address))
    return h("span", { class: "no-picture", role: "img", "aria-label": one.alt_text }, one.alt_text);
  return h("img", { src: address, alt: one.alt_text ?? "", loading: "lazy", referrerpolicy: "no-referrer" });
}

const GROUPS = new Set(["checkboxes", "radio_buttons"]);

function input(block, surface) {
  const one = block.element ?? {};
  const id = surface.seat.domId(`${surface.scope}/${block.block_id}/${one.action_id}`);
  const error = surface.errors?.[block.block_id];
  const described = [block.hint ? `${id}-hint` : null, error ? `${id}-error` : null]
    .filter(Boolean)
    .join(" ");
  const mark = block.optional
    ? h("span", { class: "optional" }, " (optional)")
    : h("span", { class: "required", "aria-hidden": true }, " *");
  return [
    h(
      GROUPS.has(one.type) ? "div" : "label",
      { id: `${id}-label`, for: GROUPS.has(one.type) ? null : id, class: "label" },
      plain(block.label?.text),
      mark,
    ),
    h(
      "div",
      { class: error ? "control invalid" : "control" },
      element(one, block, surface, {
        labelledBy: `${id}-label`,
        describedBy: described || null,
        invalid: Boolean(error),
        required: !block.optional,
      }),
    ),
    error
      ? h("p", { key: "error", id: `${id}-error`, class: "error" }, icon("warning"), h("span", {}, error))
      : null,
    block.hint ? h("p", { key: "hint", id: `${id}-hint`, class: "hint" }, plain(block.hint.text)) : null,
  ];
}

/** Standard markdown, as far as headings, lists and Slack's own marks go. */
function markdown(block, surface) {
  return (block.text ?? "").split("\n").map((row) => {
    const heading = /^(#{1,6})\s+(.*)$/.exec(row);
    const told = (source) =>
      mrkdwn(
        source.replace(/\*\*(.+?)\*\*/g, "*$1*").replace(/\[([^\]]+)\]\((\S+?)\)/g, "<$2|$1>"),
        surface.context,
      );
    return heading ? h("h4", {}, told(heading[2])) : h("p", {}, told(row));
  });
}

function table(block, surface) {
  const cell = (one) => (one?.type === "rich_text" ? richText(one, surface.context) : plain(one?.text ?? ""));
  const [head, ...rows] = block.rows ?? [];
  const aligned = (index) => block.column_settings?.[index]?.align;
  return h(
    "div",
    { class: "scrolls", tabindex: "0", role: "group", "aria-label": "Table" },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          (head ?? []).map((one, index) =>
            h("th", { scope: "col", "data-align": aligned(index) }, cell(one)),
          ),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map((row) =>
          h(
            "tr",
            {},
            row.map((one, index) => h("td", { "data-align": aligned(index) }, cell(one))),
          ),
        ),
      ),
    ),
  );
}

function alert(block, surface) {
  return h(
    "div",
    { class: `notice ${block.level ?? ""}`, role: "note" },
    icon("warning"),
    h("div", {}, text(block.text, surface.context)),
  );
}

function card(block, surface) {
  return h(
    "article",
    { class: "bordered" },
    block.hero_image ? picture(block.hero_image) : null,
    h(
      "div",
      { class: "row" },
      block.icon ? picture(block.icon) : null,
      h(
        "div",
        {},
        block.title ? h("strong", {}, text(block.title, surface.context)) : null,
        block.subtitle ? h("div", { class: "hint" }, text(block.subtitle, surface.context)) : null,
      ),
    ),
    block.body ? h("div", {}, text(block.body, surface.context)) : null,
    block.actions
      ? h(
          "div",
          { class: "row" },
          block.actions.map((one) => element(one, block, surface)),
        )
      : null,
  );
}

function container(block, surface) {
  return h(
    "section",
    { class: "bordered", "aria-label": words(block.title) || "Container" },
    block.title ? h("strong", {}, text(block.title, surface.context)) : null,
    block.rich_text_title ? richText(block.rich_text_title, surface.context) : null,
    block.subtitle ? h("div", { class: "hint" }, text(block.subtitle, surface.context)) : null,
    blocks(block.child_blocks, surface),
  );
}
