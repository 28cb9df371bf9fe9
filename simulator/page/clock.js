// The clock on top: what time it is in the workspace, what comes next, and the buttons that move it.

import { get, post } from "./api.js";
import { format } from "./dates.js";
import { h, patch } from "./dom.js";

const BREATH = 1600;
const GLANCE = 15000;
const AFTER_A_CHANGE = 400;
const DAY = 86400;
const UTC = { tz: "UTC", locale: "en-GB" };

export class Clock {
  /** `movable` says whether the workspace has a clock to move; `changed` hears every new time. */
  constructor(root, movable, changed) {
    Object.assign(this, {
      root,
      movable,
      changed,
      told: null,
      heard: 0,
      ticks: true,
      moving: null,
      playing: false,
      error: null,
      timer: null,
    });
  }

  start() {
    this.look();
    setInterval(() => this.moving || this.look(), GLANCE);
    setInterval(() => (this.render(), this.changed()), GLANCE);
  }

  /** Epoch seconds. Between two answers the clock goes on by itself. */
  now() {
    if (this.told === null) return Date.now() / 1000;
    return this.told + (this.ticks ? this.elapsed() : 0);
  }

  elapsed() {
    return (performance.now() - this.heard) / 1000;
  }

  /** A new state may have changed what comes next. */
  hear(now) {
    if (this.told === null) this.set(now);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.moving || this.look(), AFTER_A_CHANGE);
  }

  set(now) {
    // A clock that says the same after a while stands still between two jumps, and so does its face.
    if (this.told !== null && this.elapsed() > 1) this.ticks = Math.abs(now - this.told) > 0.5;
    this.told = now;
    this.heard = performance.now();
  }

  async look() {
    try {
      this.take(await get("clock"));
      if (this.error && !this.playing) this.error = null;
    } catch (error) {
      this.error = error.message;
    }
    this.render();
  }

  take(answer) {
    const now = Date.parse(answer.now) / 1000;
    if (!Number.isNaN(now)) this.set(now);
    this.next = answer.next ?? null;
    this.changed();
  }

  async move(step, name) {
    if (this.moving) return false;
    this.moving = name;
    this.error = null;
    this.render();
    try {
      this.take(await post("clock", step));
    } catch (error) {
      this.error = `The clock did not move. ${error.message}`;
    }
    this.moving = null;
    this.render();
    return !this.error;
  }

  async play() {
    if (this.playing) {
      this.playing = false;
      return this.render();
    }
    this.playing = true;
    await this.look();
    while (this.playing && this.next && (await this.move({ next: true }, "play"))) {
      if (this.next) await new Promise((done) => setTimeout(done, BREATH));
    }
    this.playing = false;
    return this.render();
  }

  render() {
    const now = this.now();
    patch(this.root, [
      h(
        "div",
        { class: this.moving ? "face moving" : "face" },
        h(
          "p",
          { class: "date" },
          format(now, UTC, { weekday: "long", day: "numeric", month: "long", year: "numeric" }),
        ),
        h(
          "p",
          { class: "time" },
          h(
            "time",
            { datetime: new Date(now * 1000).toISOString() },
            format(now, UTC, { hour: "2-digit", minute: "2-digit" }),
          ),
          h("small", {}, "UTC"),
        ),
      ),
      h(
        "div",
        { class: "motion" },
        h("div", { class: "row", role: "group", "aria-label": "Move the clock" }, this.buttons()),
        this.outlook(),
      ),
    ]);
  }

  buttons() {
    const stuck = Boolean(this.moving || this.playing || !this.movable);
    const step = (name, label, body, off = false) =>
      h(
        "button",
        {
          key: name,
          type: "button",
          class: `button ${name === "next" ? "primary" : ""}`,
          "aria-disabled": stuck || off ? true : null,
          "aria-busy": this.moving === name,
          onclick: () => stuck || off || this.move(body, name),
        },
        label,
      );
    return [
      step("next", "Next prompt", { next: true }, !this.next),
      step("day", "+1 day", { by: DAY }),
      step("week", "+1 week", { by: 7 * DAY }),
      h(
        "button",
        {
          key: "play",
          type: "button",
          class: "button",
          "aria-pressed": this.playing,
          "aria-disabled": !this.movable || (!this.playing && !this.next) ? true : null,
          onclick: () => (this.movable && (this.playing || this.next) ? this.play() : null),
        },
        this.playing ? "■ Stop" : "▶ Play",
      ),
    ];
  }

  outlook() {
    return h(
      "p",
      { class: this.error ? "outlook wrong" : "outlook", role: "status", title: this.sentence() },
      this.sentence(),
    );
  }

  sentence() {
    if (this.error) return this.error;
    if (this.moving) return "The clock is moving …";
    if (!this.movable) return "This workspace runs on the real time; its clock cannot be moved.";
    if (!this.next) return "next: nothing is due";
    const at = Date.parse(this.next.at) / 1000;
    const day = format(at, UTC, { weekday: "short", day: "numeric", month: "short" }).replace(",", "");
    return `next: ${day} ${format(at, UTC, { hour: "2-digit", minute: "2-digit" })}${this.next.what ? ` · ${this.next.what}` : ""}`;
  }
}
