// While something is pressed, its column stands still: a press then lands on what was aimed at, whatever arrives meanwhile.

// From letting go to the click it makes; a finger's click comes a little later than a mouse's.
const CLICK_WITHIN = 60;
// Whoever holds a button down for longer than that is not pressing it.
const HELD_AT_MOST = 3000;
const SPACE_PRESSES = "button, summary, a[href], input[type=checkbox], input[type=radio]";

/** The column that is held still, if any; `released` hears that it may be drawn again. */
export class Press {
  column = null;

  constructor(columns, released) {
    this.released = released;
    for (const column of columns) {
      column.addEventListener("pointerdown", () => this.hold(column), { capture: true });
      column.addEventListener("keydown", (event) => this.keyed(event, column), { capture: true });
      // Its own handlers come first: what they change is drawn with all that waited.
      column.addEventListener("click", () => this.settle(0));
    }
    for (const type of ["pointerup", "keyup"]) addEventListener(type, () => this.settle(CLICK_WITHIN), true);
    for (const type of ["pointercancel", "blur"]) addEventListener(type, () => this.letGo());
  }

  holds(column) {
    return this.column === column;
  }

  hold(column) {
    if (this.column && this.column !== column) this.letGo();
    this.column = column;
    this.settle(HELD_AT_MOST);
  }

  /** The space bar presses when it comes up; Enter presses at once. */
  keyed(event, column) {
    if (event.key === " " && !event.repeat && event.target.closest(SPACE_PRESSES)) this.hold(column);
  }

  settle(after) {
    if (!this.column) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.letGo(), after);
  }

  letGo() {
    clearTimeout(this.timer);
    const held = this.column;
    this.column = null;
    if (held) this.released(held);
  }
}
