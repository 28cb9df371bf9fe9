// Lists and menus that lie above everything, next to what opened them, and keep inside the window.

const GAP = 4;
const EDGE = 8;

/** A `mounted` and `patched` hook for an element with popover="manual"; `anchor` is an element's id. */
export const above = (anchor) => (node) => {
  const origin = document.getElementById(anchor);
  if (!origin) return;
  if (!node.matches(":popover-open")) node.showPopover();
  place(node, origin);
};

function place(node, origin) {
  const box = origin.getBoundingClientRect();
  const wide = node.dataset.width === "anchor" ? Math.max(box.width, 220) : node.offsetWidth;
  if (node.dataset.width === "anchor") node.style.width = `${Math.min(wide, innerWidth - 2 * EDGE)}px`;
  const below = innerHeight - box.bottom - GAP - EDGE;
  const over = box.top - GAP - EDGE;
  const up = below < Math.min(node.scrollHeight, 200) && over > below;
  node.style.maxHeight = `${Math.max(96, Math.min(320, up ? over : below))}px`;
  const aligned = node.dataset.align === "end" ? box.right - node.offsetWidth : box.left;
  node.style.left = `${Math.max(EDGE, Math.min(aligned, innerWidth - node.offsetWidth - EDGE))}px`;
  node.style.top = `${up ? box.top - GAP - node.offsetHeight : box.bottom + GAP}px`;
}

/** Put every open popup back beside its anchor after something scrolled or the window changed. */
export function followScrolling() {
  const again = (event) => {
    for (const node of document.querySelectorAll("[popover]:popover-open")) {
      if (event.target instanceof Node && node.contains(event.target)) continue;
      node.vnode?.props.patched?.(node);
    }
  };
  addEventListener("scroll", again, { capture: true, passive: true });
  addEventListener("resize", again);
}
