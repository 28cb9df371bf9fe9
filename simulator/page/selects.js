// Every select of Block Kit as one searchable combobox; the kinds differ in where their choices come from.

import { combobox } from "./combobox.js";
import { h } from "./dom.js";
import { nameOf, plain } from "./mrkdwn.js";

const one = (field, choices) => ({ field, choices, many: false });
const many = (field, choices) => ({ field, choices, many: true });

export const SELECTS = {
  static_select: one("option", fixed),
  multi_static_select: many("options", fixed),
  external_select: one("option", fetched),
  multi_external_select: many("options", fetched),
  users_select: one("user", people),
  multi_users_select: many("users", people),
  conversations_select: one("conversation", conversations),
  multi_conversations_select: many("conversations", conversations),
  channels_select: one("channel", () => []),
  multi_channels_select: many("channels", () => []),
};

export function select(spot) {
  const kind = SELECTS[spot.element.type];
  const remote = spot.element.type.endsWith("external_select");
  const held = spot.answer?.[kind.field];
  const chosen = kind.many ? (held ?? []) : held ? [held] : [];
  return h(
    "div",
    { key: spot.id, class: "select" },
    combobox(spot.seat, {
      ...spot,
      many: kind.many,
      chosen,
      choices: kind.choices(spot),
      known: known(spot),
      most: spot.element.max_selected_items,
      placeholder: plain(spot.element.placeholder?.text) || (kind.many ? "Choose some" : "Choose one"),
      clearable: true,
      waiting: spot.seat.ui.waiting.has(spot.key),
      empty: empty(spot, remote),
      search: remote ? (query) => spot.seat.search(spot, query) : null,
      pick: (values) => pick(spot, kind, values),
      done: kind.many && spot.dispatches ? () => settle(spot) : null,
    }),
  );
}

function pick(spot, kind, values) {
  if (!kind.many) return spot.give(values.length ? { [kind.field]: values[0] } : null);
  // A choice of many in a message is told to the app once, when its list closes; in a form it is only kept.
  return spot.dispatches
    ? spot.seat.keep(spot, { [kind.field]: values })
    : spot.give({ [kind.field]: values });
}

function settle(spot) {
  const draft = spot.seat.ui.drafts.get(spot.key);
  if (draft?.kept) spot.give(draft.answer);
}

function empty(spot, remote) {
  const least = spot.element.min_query_length ?? 3;
  if (remote && (spot.seat.ui.query ?? "").length < least) return `Type at least ${least} characters`;
  return "Nothing fits what you typed";
}

const choice = (option, group) => ({
  value: option.value,
  label: plain(option.text?.text),
  hint: option.description && plain(option.description.text),
  group,
});

function listed(options, groups) {
  const grouped = (groups ?? []).flatMap((group) =>
    (group.options ?? []).map((option) => choice(option, plain(group.label?.text))),
  );
  return [...(options ?? []).map((option) => choice(option)), ...grouped];
}

function fixed({ element }) {
  return listed(element.options, element.option_groups);
}

function fetched({ seat, key }) {
  const found = seat.ui.offered.get(key);
  return found ? listed(found.options, found.option_groups) : [];
}

function people({ surface }) {
  return Object.values(surface.context.users)
    .filter((user) => !user.deleted && !user.is_app)
    .map((user) => ({
      value: user.id,
      label: nameOf(user),
      hint: user.title || (user.real_name !== nameOf(user) ? user.real_name : ""),
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

function conversations({ seat, surface }) {
  return surface.context.conversations.map((each) => ({
    value: each.id,
    label: seat.conversationName(each),
  }));
}

/** Choices whose words are known although no list offers them now, such as those of an external select. */
function known({ element, block, surface }) {
  const held = surface.values?.[block.block_id]?.[element.action_id] ?? {};
  const options = [
    element.initial_option,
    ...(element.initial_options ?? []),
    held.selected_option,
    ...(held.selected_options ?? []),
  ];
  return options.filter(Boolean).map((option) => choice(option));
}
