// A conversation as a list: who said what and when, day by day.

import { composer } from "./composer.js";
import { day, format, nearDay } from "./dates.js";
import { h } from "./dom.js";
import { messageRow } from "./message.js";
import { nameOf } from "./mrkdwn.js";

const TOGETHER = 300;
const AT_ONCE = 100;

const inThread = (message) => message.thread_ts && message.thread_ts !== message.ts;
const standing = (message) => !message.deleted || message.reply_count > 0;

export function conversation(seat, channel) {
  const all = (seat.state.messages[channel.id] ?? []).filter(
    (message) => !inThread(message) && standing(message),
  );
  return h(
    "div",
    { key: `conversation-${channel.id}`, class: "conversation" },
    scroller(seat, `log-${channel.id}`, "Messages", all.length ? latest(seat, channel, all) : empty(seat)),
    composer(seat, channel, null),
  );
}

/** The newest messages; older ones come when they are asked for, so that years of talk stay quick. */
function latest(seat, channel, all) {
  const many = seat.ui.shown.get(channel.id) ?? AT_ONCE;
  const earlier = () => {
    const log = document.getElementById(seat.domId(`log-${channel.id}`));
    log.fromEnd = log.scrollHeight - log.scrollTop;
    seat.set({ shown: seat.ui.shown.set(channel.id, many + AT_ONCE) });
  };
  return [
    all.length > many
      ? h(
          "button",
          { key: "earlier", type: "button", class: "quiet earlier", onclick: earlier },
          "Show earlier messages",
        )
      : null,
    list(seat, channel, all.slice(-many), unreadFrom(seat, channel, all)),
  ];
}

export function scroller(seat, key, label, inside) {
  return h(
    "div",
    {
      key,
      id: seat.domId(key),
      class: "scroll log",
      tabindex: "0",
      role: "region",
      "aria-label": label,
      mounted: stick,
      onscroll: (event) => noticed(event.target),
    },
    inside,
  );
}

const NEAR_END = 60;
const atEnd = (node) =>
  node.clientHeight > 0 && node.scrollHeight - node.scrollTop - node.clientHeight < NEAR_END;

/** A conversation opens at its end, and stays there until somebody scrolls up to read. */
function stick(node) {
  node.stuck = true;
  new ResizeObserver(() => keepPlace(node)).observe(node);
}

function noticed(node) {
  node.stuck = atEnd(node);
  remember(node);
}

const remember = (node) => (node.placed = { top: node.scrollTop, tall: node.clientHeight });

/** A browser tells of scrolling with the next picture only; news that comes before it must not pull anybody back. */
const scrolledUp = ({ placed, scrollTop, clientHeight }) =>
  placed?.tall === clientHeight && scrollTop < placed.top - 1;

export function keepPlace(node) {
  if (node.stuck && scrolledUp(node)) node.stuck = atEnd(node);
  if (node.fromEnd) node.scrollTop = node.scrollHeight - node.fromEnd;
  else if (node.stuck) node.scrollTop = node.scrollHeight;
  node.fromEnd = null;
  remember(node);
}

const empty = (seat) =>
  h(
    "div",
    { class: "empty" },
    h("p", {}, "Nothing here yet."),
    h(
      "p",
      { class: "hint" },
      `This is where ${nameOf(seat.state.me)} and ${seat.state.app.name} talk. Say hello, or type / for commands.`,
    ),
  );

function unreadFrom(seat, channel, all) {
  let left = channel.unread || 0;
  for (let index = all.length - 1; index >= 0 && left; index -= 1) {
    if (all[index].user !== seat.person) left -= 1;
    if (!left) return all[index].ts;
  }
  return null;
}

function list(seat, channel, messages, newFrom) {
  let before = null;
  const rows = messages.flatMap((message) => {
    const row = [
      divider(seat, before, message),
      message.ts === newFrom ? fresh() : null,
      messageRow(seat, channel, message, follows(before, message, seat) && message.ts !== newFrom),
    ];
    before = message;
    return row;
  });
  return h("ol", { class: "messages" }, rows);
}

function divider(seat, before, message) {
  const { me } = seat.state;
  if (before && day(Number(before.ts), me.tz) === day(Number(message.ts), me.tz)) return null;
  const at = Number(message.ts);
  const near = nearDay(at, seat.page.now(), me);
  const name = near ?? format(at, me, { weekday: "long", day: "numeric", month: "long" });
  return h(
    "li",
    { key: `day-${message.ts}`, class: "day" },
    h("span", {}, name.charAt(0).toLocaleUpperCase() + name.slice(1)),
  );
}

const fresh = () => h("li", { key: "new", class: "day new" }, h("span", {}, "New"));

/** Whether a message stands under the same name as the one before it. */
export function follows(before, message, seat) {
  return (
    before &&
    before.user === message.user &&
    !before.is_ephemeral &&
    !message.is_ephemeral &&
    !before.deleted &&
    Number(message.ts) - Number(before.ts) < TOGETHER &&
    day(Number(before.ts), seat.state.me.tz) === day(Number(message.ts), seat.state.me.tz)
  );
}
