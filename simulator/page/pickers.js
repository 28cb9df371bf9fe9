// Pickers of dates and times, with the browser's own controls; moments are read in the viewer's zone.

import { instant, wall } from "./dates.js";
import { h } from "./dom.js";
import { spoken } from "./elements.js";

const KINDS = {
  datepicker: { type: "date", read: (answer) => answer?.date ?? "", answer: (value) => ({ date: value }) },
  timepicker: { type: "time", read: (answer) => answer?.time ?? "", answer: (value) => ({ time: value }) },
  datetimepicker: {
    type: "datetime-local",
    read: (answer, tz) => (typeof answer?.epoch === "number" ? wall(answer.epoch, tz) : ""),
    answer: (value, tz) => ({ epoch: instant(value, tz) }),
  },
};

export function picker(spot) {
  const kind = KINDS[spot.element.type];
  const { tz } = spot.surface.context.me;
  const value = kind.read(spot.answer, tz);
  const commit = (field) => {
    if (field.value === value) return;
    if (field.value || spot.element.type !== "datetimepicker")
      spot.give(field.value ? kind.answer(field.value, tz) : null);
  };
  const note = spot.element.type === "datetimepicker" ? `Times of ${tz}` : zoneNote(spot.element);
  return h(
    "span",
    { key: spot.id, class: "picker" },
    h("input", {
      id: spot.id,
      type: kind.type,
      class: "field",
      value: spot.seat.ui.typing.get(spot.key) ?? value,
      "data-focus": spot.focus,
      ...spoken(spot),
      "aria-busy": spot.busy,
      // A date typed by hand is complete, and wrong, after its first figure: what is typed waits for Enter or for leaving.
      onkeydown: (event) => keyed(event, spot, commit),
      onchange: (event) =>
        spot.seat.ui.typing.has(spot.key)
          ? spot.seat.ui.typing.set(spot.key, event.target.value)
          : commit(event.target),
      onblur: (event) => {
        spot.seat.ui.typing.delete(spot.key);
        commit(event.target);
      },
    }),
    note ? h("small", { class: "zone" }, note) : null,
  );
}

const zoneNote = (element) => (element.timezone ? `Times of ${element.timezone}` : "");

function keyed(event, spot, commit) {
  if (event.key === "Tab" || event.key === "Escape") return;
  if (event.key === "Enter") {
    event.preventDefault();
    spot.seat.ui.typing.delete(spot.key);
    commit(event.target);
  } else {
    spot.seat.ui.typing.set(spot.key, event.target.value);
  }
}
