// How a person or the app is shown: initials on their colour, and where in their day they are.

import { format } from "./dates.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { nameOf } from "./mrkdwn.js";

export function avatar(user, state, size = "") {
  const isApp = user?.is_bot || user?.id === state?.app?.bot_user_id;
  const name = isApp ? state.app.name : nameOf(user);
  const color = hex(isApp ? (state.app.color ?? user?.color) : user?.color);
  return h(
    "span",
    {
      class: `avatar ${size} ${isApp ? "app" : ""}`,
      "aria-hidden": true,
      style: `--tint: ${color}; --on-tint: ${onColor(color)}`,
    },
    initials(name, isApp),
  );
}

const hex = (color) => (/^#?[0-9a-f]{6}$/i.test(color ?? "") ? `#${color.replace("#", "")}` : "#6b7a72");

/** Black or white, whichever is read more easily on the colour (WCAG 2.2, relative luminance). */
function onColor(color) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 ? "#fff" : "#000";
}

function initials(name, isApp) {
  const parts = name.split(/\s+/).filter(Boolean);
  const letters = isApp || parts.length < 2 ? [parts[0] ?? "?"] : [parts[0], parts.at(-1)];
  return letters.map((part) => [...part][0].toLocaleUpperCase()).join("");
}

const DAWN = 7;
const DUSK = 19;

/** The person's own time and place, with a ribbon that shows where in their day they are. */
export function localTime(user, now) {
  const at = format(now, user, { weekday: "short", hour: "numeric", minute: "2-digit" });
  const [hours, minutes] = format(
    now,
    { tz: user.tz, locale: "en-GB" },
    { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  )
    .split(":")
    .map(Number);
  const light = hours >= DAWN && hours < DUSK;
  const place = (user.tz ?? "UTC").split("/").at(-1).replaceAll("_", " ");
  return h(
    "div",
    { class: light ? "local light" : "local night", title: user.tz },
    h("span", { class: "when" }, icon(light ? "sun" : "moon"), h("time", {}, at)),
    h("span", { class: "where" }, place),
    h("span", {
      class: "ribbon",
      "aria-hidden": true,
      style: `--at: ${(((hours * 60 + minutes) / 1440) * 100).toFixed(1)}%`,
    }),
  );
}
