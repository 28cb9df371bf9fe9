// Drawn signs, as strokes on a grid of 20. They are decoration: the button around them carries the name.

import { h } from "./dom.js";

const PATHS = {
  reply: ["M4 5h12v8H9l-4 3v-3H4z"],
  more: ["M5 10h.01", "M10 10h.01", "M15 10h.01"],
  json: ["M7 4c-2 0-2 1-2 3s0 3-2 3c2 0 2 1 2 3s0 3 2 3", "M13 4c2 0 2 1 2 3s0 3 2 3c-2 0-2 1-2 3s0 3-2 3"],
  close: ["M5 5l10 10", "M15 5L5 15"],
  back: ["M12 4l-6 6 6 6"],
  plus: ["M10 4v12", "M4 10h12"],
  send: ["M4 10h11", "M10 5l5 5-5 5"],
  down: ["M5 8l5 5 5-5"],
  eye: ["M2 10c2-4 5-5 8-5s6 1 8 5c-2 4-5 5-8 5s-6-1-8-5z", "M10 8.4a1.6 1.6 0 1 0 .01 0"],
  switch: ["M4 7h11l-3-3", "M16 13H5l3 3"],
  sun: [
    "M10 6.5a3.5 3.5 0 1 0 .01 0",
    "M10 2v1.5",
    "M10 16.5V18",
    "M2 10h1.5",
    "M16.5 10H18",
    "M4.3 4.3l1.1 1.1",
    "M14.6 14.6l1.1 1.1",
    "M4.3 15.7l1.1-1.1",
    "M14.6 5.4l1.1-1.1",
  ],
  moon: ["M15.5 12.5A6.5 6.5 0 0 1 7.5 4.5a6 6 0 1 0 8 8z"],
  warning: ["M10 3l8 14H2z", "M10 8v4", "M10 14.5h.01"],
  edit: ["M4 16l1-4 8-8 3 3-8 8z"],
  bin: ["M4 6h12", "M8 6V4h4v2", "M6 6l1 11h6l1-11"],
};

export function icon(name) {
  return h(
    "svg",
    { class: "icon", viewBox: "0 0 20 20", "aria-hidden": true, focusable: "false" },
    PATHS[name].map((d) => h("path", { d, "stroke-width": name === "more" ? "2.6" : null })),
  );
}
