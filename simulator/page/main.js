// Starts the page: who sits in which column, the clock, the drawer, and the keys that lead between them.

import { get } from "./api.js";
import { Clock } from "./clock.js";
import { draw } from "./column.js";
import { h, patch } from "./dom.js";
import { Drawer } from "./drawer.js";
import { avatar } from "./faces.js";
import { nextIndex } from "./menu.js";
import { followScrolling } from "./popup.js";
import { Press } from "./press.js";
import { Seat } from "./seat.js";
import { startTheme } from "./theme.js";

const COLUMNS = 3;
const RETRY = 1500;
const $ = (id) => document.getElementById(id);

class Page {
  constructor(about) {
    this.about = about;
    this.people = about.people.filter((user) => !user.is_bot && !user.is_app);
    this.seats = [];
    this.active = 0;
    this.dirty = new Set();
    this.press = new Press(document.querySelectorAll(".column"), () => this.drawDirty());
    this.clock = new Clock($("clock"), about.has_clock, () => this.timeChanged());
    this.drawer = new Drawer(
      $("drawer"),
      { ledger: $("ledger-button"), json: $("json-button") },
      about.panel_url,
      () => this.latest(),
    );
  }

  start() {
    document.title = `${this.about.team.name}: a workspace on this machine`;
    $("team").textContent = this.about.team.name;
    $("mark").textContent = [...this.about.team.name][0].toLocaleUpperCase();
    const chosen = chosenPeople(this.people);
    chosen.forEach((person, index) => this.seatPerson(index + 1, person));
    for (const column of document.querySelectorAll(".column"))
      column.hidden = !this.seats[Number(column.id.at(-1)) - 1];
    this.activate(0);
    this.clock.start();
    startTheme($("theme-button"));
    followScrolling();
    listenForKeys(this);
    followDeepLinks(this);
    matchMedia(NARROW).addEventListener("change", () => this.renderPeople());
    document.addEventListener("visibilitychange", () => this.seats[this.active]?.read());
  }

  /** The newest message of the column one is working in. */
  latest() {
    const seat = this.seats[this.active];
    const message =
      seat?.state && (seat.state.messages[seat.conversation()?.id ?? seat.home()?.id] ?? []).at(-1);
    return message && [`Message ${message.ts}`, message.raw ?? message];
  }

  now() {
    return this.clock.now();
  }

  timeChanged() {
    for (const seat of this.seats) this.render(seat);
    this.drawer.clockMoved(this.now());
  }

  // Several changes in one turn are drawn once.
  render(seat) {
    if (this.dirty.has(seat)) return;
    this.dirty.add(seat);
    queueMicrotask(() => this.drawDirty());
  }

  drawDirty() {
    const waiting = [...this.dirty].filter((seat) => !this.press.holds($(`column-${seat.number}`)));
    for (const seat of waiting) {
      this.dirty.delete(seat);
      if (this.seats[seat.number - 1] !== seat) continue;
      draw($(`column-${seat.number}`), seat);
      this.renderPeople();
      seat.read();
    }
  }

  stateArrived(seat) {
    this.clock.hear(seat.state.now);
    const at = this.people.findIndex((user) => user.id === seat.state.me.id);
    if (at >= 0) this.people[at] = { ...this.people[at], ...seat.state.me };
    const strangers = Object.values(seat.state.users).filter(
      (user) => !user.is_bot && !user.is_app && !this.people.some((each) => each.id === user.id),
    );
    this.people.push(...strangers);
  }

  seatPerson(number, person) {
    this.seats[number - 1]?.close();
    const root = $(`column-${number}`);
    patch(root, []);
    this.seats[number - 1] = new Seat(number, person, this);
    this.render(this.seats[number - 1]);
    root.setAttribute("aria-label", this.people.find((user) => user.id === person)?.real_name ?? person);
    rememberPeople(this.seats.map((seat) => seat.person));
  }

  /** Somebody else for a column; whoever sits in another column already changes places. */
  choosePerson(number, person) {
    const before = this.seats[number - 1].person;
    const other = this.seats.find((seat) => seat.person === person);
    this.seatPerson(number, person);
    if (other) this.seatPerson(other.number, before);
  }

  isActive(seat) {
    return this.seats[this.active] === seat;
  }

  activate(index, focus = false) {
    if (!this.seats[index]) return;
    this.active = index;
    for (const column of document.querySelectorAll(".column"))
      column.classList.toggle("active", column.id === `column-${index + 1}`);
    this.renderPeople();
    this.seats[index].read();
    if (focus) focusInside($(`column-${index + 1}`));
  }

  linkChanged() {
    const lost = this.seats.some((seat) => !seat.linked);
    $("connection").hidden = !lost;
  }

  showJson(value, title) {
    this.drawer.showJson(value, title, document.activeElement);
  }

  focusFirstError(seat) {
    queueMicrotask(() =>
      $(`column-${seat.number}`)
        .querySelector("[aria-invalid=true]:is(input, textarea), [aria-invalid=true] input")
        ?.focus(),
    );
  }

  renderPeople() {
    const narrow = matchMedia(NARROW).matches;
    this.seats.forEach((seat, index) => {
      const column = $(`column-${index + 1}`);
      if (narrow) column.setAttribute("role", "tabpanel");
      else column.removeAttribute("role");
    });
    patch(
      $("people"),
      this.seats.map((seat, index) => this.personTab(seat, index)),
    );
  }

  personTab(seat, index) {
    const user = seat.state?.me ?? this.people.find((each) => each.id === seat.person);
    const unread = seat.unread();
    return h(
      "button",
      {
        key: String(index),
        type: "button",
        role: "tab",
        "aria-selected": this.active === index,
        "aria-controls": `column-${index + 1}`,
        tabindex: this.active === index ? "0" : "-1",
        onclick: () => this.activate(index),
        onkeydown: (event) => this.tabKey(event, index),
      },
      avatar(user, seat.state, "small"),
      h("span", {}, (user?.real_name ?? "").split(" ")[0]),
      unread ? h("span", { class: "count" }, unread, h("span", { class: "unseen" }, " unread")) : null,
    );
  }

  tabKey(event, index) {
    const key = { ArrowRight: "ArrowDown", ArrowLeft: "ArrowUp" }[event.key];
    const next = key ? nextIndex(key, index, this.seats.length) : null;
    if (next === null) return;
    this.activate(next);
    $("people").children[next].focus();
  }
}

const NARROW = "(max-width: 900px)";

function focusInside(column) {
  (
    column.querySelector("[data-dialog] :is(input, textarea), [data-dialog] [data-title]") ??
    column.querySelector(".thread textarea") ??
    column.querySelector(".composer textarea") ??
    column.querySelector("[role=tab][aria-selected=true]")
  )?.focus();
}

/** Whom the address names (?people=U1,U2,U3), and after them the first who are still here. */
function chosenPeople(people) {
  const asked = (new URLSearchParams(location.search).get("people") ?? "")
    .split(",")
    .filter((id) => people.some((user) => user.id === id));
  const rest = people.filter((user) => !user.deleted && !asked.includes(user.id)).map((user) => user.id);
  return [...asked, ...rest].slice(0, COLUMNS);
}

function rememberPeople(ids) {
  const address = new URL(location.href);
  address.searchParams.set("people", ids.join(","));
  history.replaceState(null, "", address.href.replaceAll("%2C", ","));
}

/** A link into the app, slack://app?...&tab=home, opens that tab in the column where it was pressed. */
function followDeepLinks(page) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="slack://app?"]');
    const column = link?.closest(".column");
    if (!column) return;
    event.preventDefault();
    const seat = page.seats[Number(column.id.at(-1)) - 1];
    const tab = new URLSearchParams(link.getAttribute("href").split("?")[1]).get("tab");
    if (seat) seat.show(tab === "messages" ? (seat.home()?.id ?? "home") : "home");
  });
}

function listenForKeys(page) {
  for (const column of document.querySelectorAll(".column")) {
    const index = Number(column.id.split("-")[1]) - 1;
    for (const type of ["focusin", "pointerdown"]) {
      column.addEventListener(type, () => page.active !== index && page.activate(index));
    }
  }
  addEventListener("keydown", (event) => {
    const digit = /^Digit([1-3])$/.exec(event.code);
    if (!digit || !event.altKey || event.shiftKey || event.metaKey) return;
    event.preventDefault();
    page.activate(Number(digit[1]) - 1, true);
  });
  for (const jump of document.querySelectorAll("[data-jump]")) {
    jump.addEventListener("click", (event) => {
      event.preventDefault();
      page.activate(Number(jump.dataset.jump) - 1, true);
    });
  }
}

async function begin() {
  try {
    const page = new Page(await get("people"));
    $("connection").hidden = true;
    page.start();
  } catch (error) {
    $("connection").hidden = false;
    $("connection").textContent = error.message;
    setTimeout(begin, RETRY);
  }
}

begin();
