// The interactive elements of Block Kit. Each is a function of (element, block, surface) to nodes.
// A surface is one message or view: {seat, context, container, scope, inputs, errors}.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { menu } from "./menu.js";
import { plain, text, words } from "./mrkdwn.js";
import { picker } from "./pickers.js";
import { select, SELECTS } from "./selects.js";

const TYPED = {
  plain_text_input: { type: "text" },
  email_text_input: { type: "email", inputmode: "email", autocomplete: "off" },
  url_text_input: { type: "url", inputmode: "url", autocomplete: "off" },
  number_input: { type: "text", inputmode: "decimal", autocomplete: "off" },
  rich_text_input: { type: "text" },
};

/** One element; `label` is {label}, or {labelledBy, describedBy, invalid, required} inside an input block. */
export function element(one, block, surface, label = {}) {
  const spot = at(one, block, surface, label);
  if (one.type === "button" || one.type === "workflow_button") return button(spot);
  if (one.type === "icon_button") return iconButton(spot);
  if (one.type === "feedback_buttons") return feedback(spot);
  if (one.type === "overflow") return overflow(spot);
  if (one.type === "checkboxes" || one.type === "radio_buttons") return choices(spot);
  if (one.type in SELECTS) return select(spot);
  if (["datepicker", "timepicker", "datetimepicker"].includes(one.type)) return picker(spot);
  if (one.type === "file_input") return file(spot);
  if (one.type in TYPED) return typed(spot);
  return unknown(one);
}

/** Where an element stands and what it holds: the words all kinds of elements are written in. */
function at(one, block, surface, label) {
  const { seat } = surface;
  const key = `${surface.scope}/${block.block_id}/${one.action_id}`;
  const answer = seat.ui.drafts.get(key)?.answer ?? surface.inputs?.[block.block_id]?.[one.action_id] ?? null;
  const place = { surface, block, element: one, key };
  const dispatches = block.type !== "input" || block.dispatch_action;
  return {
    ...place,
    seat,
    answer,
    dispatches,
    id: seat.domId(key),
    busy: seat.ui.pending.has(key),
    label: label.labelledBy ? null : label.label || words(one.placeholder) || words(block.text) || "Choose",
    labelledBy: label.labelledBy,
    describedBy: label.describedBy,
    invalid: label.invalid,
    required: label.required,
    focus: one.focus_on_load ? "first" : null,
    give: (value, { tell = dispatches } = {}) => (tell ? seat.press(place, value) : seat.fill(place, value)),
  };
}

/** What a screen reader should hear with a control. */
export const spoken = (spot) => ({
  "aria-label": spot.label,
  "aria-labelledby": spot.labelledBy,
  "aria-describedby": spot.describedBy,
  "aria-invalid": spot.invalid ? true : null,
  "aria-required": spot.required ? true : null,
});

function button({ element: one, id, busy, give, surface }) {
  if (one.visible_to_user_ids && !one.visible_to_user_ids.includes(surface.context.me.id)) return null;
  const props = {
    id,
    class: `button ${one.style ?? ""}`,
    "aria-label": one.accessibility_label,
    "aria-busy": busy,
    "aria-disabled": busy ? true : null,
    onclick: () => busy || give({}, { tell: true }),
  };
  const face = [
    h("span", { class: "face" }, plain(one.text?.text, one.text?.emoji !== false)),
    one.url ? h("span", { class: "leads", "aria-hidden": true }, "↗") : null,
  ];
  if (one.url && /^(https?:|mailto:|slack:)/i.test(one.url)) {
    const asks = (event) => (one.confirm && event.preventDefault(), props.onclick());
    return h(
      "a",
      { ...props, onclick: asks, key: id, href: one.url, target: "_blank", rel: "noopener noreferrer" },
      face,
    );
  }
  return h("button", { ...props, key: id, type: "button" }, face);
}

function iconButton({ element: one, id, busy, give }) {
  const label = one.accessibility_label || plain(one.text?.text);
  return h(
    "button",
    {
      key: id,
      id,
      type: "button",
      class: "button small",
      "aria-label": label,
      title: label,
      "aria-busy": busy,
      onclick: () => give({}, { tell: true }),
    },
    one.icon === "trash" ? icon("bin") : plain(one.text?.text),
  );
}

function feedback({ element: one, id, busy, give }) {
  const half = (which, sign) =>
    h(
      "button",
      {
        id: `${id}-${which}`,
        type: "button",
        class: "button small",
        "aria-busy": busy,
        "aria-label": one[which]?.accessibility_label,
        onclick: () => give({ option: one[which]?.value }, { tell: true }),
      },
      `${sign} ${plain(one[which]?.text?.text)}`,
    );
  return h("span", { key: id, class: "row" }, half("positive_button", "👍"), half("negative_button", "👎"));
}

function overflow({ element: one, seat, key, label, busy, give }) {
  return menu(seat, {
    key,
    label: one.accessibility_label || (label === "Choose" ? "More" : `More: ${label}`),
    face: icon("more"),
    className: "button square",
    busy,
    items: (one.options ?? []).map((option) => ({
      label: plain(option.text?.text),
      hint: option.description && plain(option.description.text),
      choose: () => {
        if (/^https?:/i.test(option.url ?? "")) open(option.url, "_blank", "noopener");
        give({ option: option.value }, { tell: true });
      },
    })),
  });
}

function choices(spot) {
  const { element: one, id, answer, surface, give } = spot;
  const many = one.type === "checkboxes";
  const chosen = many ? (answer?.options ?? []) : [answer?.option];
  const change = (value, on) => {
    if (!many) return give({ option: value });
    const kept = (one.options ?? [])
      .map((option) => option.value)
      .filter((each) => (each === value ? on : chosen.includes(each)));
    return give({ options: kept });
  };
  const option = (each, index) =>
    h(
      "label",
      { class: "choice" },
      h("input", {
        id: index ? `${id}-${index}` : id,
        type: many ? "checkbox" : "radio",
        name: id,
        value: each.value,
        checked: chosen.includes(each.value),
        "aria-labelledby": `${id}-${index}-text`,
        "aria-describedby": each.description ? `${id}-${index}-more` : null,
        "data-focus": index ? null : spot.focus,
        onchange: (event) => change(each.value, event.target.checked),
      }),
      h(
        "span",
        {},
        h("span", { id: `${id}-${index}-text` }, text(each.text, surface.context)),
        each.description
          ? h("small", { id: `${id}-${index}-more` }, text(each.description, surface.context))
          : null,
      ),
    );
  return h(
    "div",
    {
      key: id,
      class: "choices",
      role: many ? "group" : "radiogroup",
      ...spoken(spot),
      "aria-busy": spot.busy,
    },
    (one.options ?? []).map(option),
  );
}

/** A file is handed over at once; the form then holds its id. */
function file(spot) {
  const { element: one, id, answer, seat, give } = spot;
  const taken = async (event) => {
    const ids = [];
    for (const each of [...event.target.files].slice(0, one.max_files ?? 10)) ids.push(await seat.upload(each));
    give({ files: ids });
  };
  return [
    h("input", {
      id,
      key: id,
      type: "file",
      class: "field",
      multiple: (one.max_files ?? 10) > 1,
      accept: (one.filetypes ?? []).map((ending) => `.${ending}`).join(",") || null,
      ...spoken(spot),
      onchange: taken,
    }),
    answer?.files?.length ? h("small", { key: `${id}-held` }, `${answer.files.length} uploaded`) : null,
  ];
}

function typed(spot) {
  const { element: one, id, answer, surface } = spot;
  const long = one.multiline || one.type === "rich_text_input";
  const value = one.type === "rich_text_input" ? flat(answer?.rich_text) : (answer?.text ?? "");
  const given = (said) => (one.type === "rich_text_input" ? { rich_text: rich(said) } : { text: said });
  const on = one.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const props = {
    id,
    key: id,
    class: "field",
    value,
    placeholder: one.placeholder ? plain(one.placeholder.text) : null,
    "data-focus": spot.focus,
    ...spoken(spot),
    "aria-describedby":
      [spot.describedBy, one.max_length ? `${id}-count` : null].filter(Boolean).join(" ") || null,
    oninput: (event) =>
      spot.give(given(event.target.value), { tell: spot.dispatches && on.includes("on_character_entered") }),
    onkeydown: (event) => entered(event, spot, given, long, on),
  };
  const control = long
    ? h("textarea", { ...props, rows: one.type === "rich_text_input" ? Math.max(one.min_lines ?? 4, 2) : 4 })
    : h("input", { ...props, ...TYPED[one.type] });
  return [control, one.max_length ? counter(id, value, one, surface) : null];
}

function entered(event, spot, given, long, on) {
  if (event.key !== "Enter" || event.isComposing || event.shiftKey) return;
  if (spot.dispatches && on.includes("on_enter_pressed") && !long) {
    event.preventDefault();
    spot.give(given(event.target.value), { tell: true });
  } else if (!long || event.ctrlKey || event.metaKey) {
    event.preventDefault();
    spot.surface.submit?.();
  }
}

function counter(id, value, one) {
  const left = one.max_length - [...value].length;
  const tight = left < Math.min(40, one.max_length / 4);
  return h(
    "span",
    {
      key: `${id}-count`,
      id: `${id}-count`,
      class: left < 0 ? "counter over" : tight ? "counter tight" : "counter",
    },
    String(left),
    h("span", { class: "unseen" }, " characters left"),
  );
}

/** rich_text of bare paragraphs, and back: the page has a plain field where Slack has an editor. */
const rich = (said) => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements: said ? [{ type: "text", text: said }] : [] }],
});

function flat(node) {
  if (!node) return "";
  if (node.type === "text") return node.text;
  return (node.elements ?? []).map(flat).join(node.type === "rich_text" ? "\n" : "");
}

/** An honest box for what this page cannot draw. */
export function unknown(what) {
  return h(
    "details",
    { class: "unknown" },
    h("summary", {}, `${what?.type ?? "something"}: not drawn on this page`),
    h("pre", {}, JSON.stringify(what, null, 2)),
  );
}
