// A keyed renderer in one page: it changes what differs and leaves every other node alone, so that
// focus, drafts, open menus and scroll positions survive a new state. Text becomes text nodes only.

const SVG = "http://www.w3.org/2000/svg";
const SVG_TAGS = new Set(["svg", "path", "circle", "rect", "line", "polyline", "g"]);
const PROPERTIES = new Set(["value", "checked", "inert", "disabled", "hidden"]);
const OURS = new Set(["key", "mounted", "patched"]);

const shown = (child) => child !== null && child !== undefined && typeof child !== "boolean" && child !== "";

/** A node to be: `h("p", {class: "hint", onclick: f}, "text", other)`. Lists flatten, nothing is skipped. */
export function h(tag, props, ...children) {
  return { tag, props: props ?? {}, key: props?.key, children: children.flat(Infinity).filter(shown) };
}

/** Make the children of `parent` look like `children`; `mounted` and `patched` hooks run afterwards. */
export function patch(parent, children) {
  const hooks = [];
  patchChildren(parent, [children].flat(Infinity).filter(shown), hooks);
  for (const hook of hooks) hook();
}

function patchChildren(parent, wanted, hooks) {
  const keyed = new Map();
  const loose = [];
  for (const node of parent.childNodes) {
    if (node.vnode?.key === undefined) loose.push(node);
    else keyed.set(node.vnode.key, node);
  }
  const nodes = wanted.map((child) => place(child, keyed, loose, hooks));
  // What goes, goes first: the rest then seldom has to move, and a node that moves loses the focus.
  for (const node of [...keyed.values(), ...loose]) node.remove();
  nodes.forEach((node, index) => {
    if (parent.childNodes[index] !== node) parent.insertBefore(node, parent.childNodes[index] ?? null);
  });
}

function place(child, keyed, loose, hooks) {
  if (typeof child !== "object") return placeText(String(child), loose);
  const old = take(child, keyed, loose);
  const node = old ?? create(child.tag);
  update(node, child, hooks);
  const hook = old ? child.props.patched : child.props.mounted;
  if (hook) hooks.push(() => hook(node));
  return node;
}

function placeText(text, loose) {
  const index = loose.findIndex((node) => node.nodeType === Node.TEXT_NODE);
  if (index < 0) return document.createTextNode(text);
  const [node] = loose.splice(index, 1);
  if (node.data !== text) node.data = text;
  return node;
}

function take(child, keyed, loose) {
  if (child.key !== undefined) {
    const node = keyed.get(child.key);
    if (node?.vnode.tag !== child.tag) return undefined;
    keyed.delete(child.key);
    return node;
  }
  const index = loose.findIndex((node) => node.vnode?.tag === child.tag);
  return index < 0 ? undefined : loose.splice(index, 1)[0];
}

function create(tag) {
  return SVG_TAGS.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
}

function update(node, vnode, hooks) {
  if (node.vnode === vnode) return;
  const before = node.vnode?.props ?? {};
  node.vnode = vnode;
  patchChildren(node, vnode.children, hooks);
  for (const name of Object.keys(before)) if (!(name in vnode.props)) set(node, name, null);
  for (const [name, value] of Object.entries(vnode.props)) {
    if (value !== before[name] || PROPERTIES.has(name)) set(node, name, value);
  }
}

function set(node, name, value) {
  if (OURS.has(name)) return;
  if (name.startsWith("on")) return listen(node, name.slice(2), value);
  if (PROPERTIES.has(name)) return setProperty(node, name, value);
  const absent = value === null || value === undefined || (value === false && !name.startsWith("aria-"));
  if (absent) node.removeAttribute(name);
  else node.setAttribute(name, value === true && !name.startsWith("aria-") ? "" : String(value));
}

function setProperty(node, name, value) {
  const wanted = name === "value" ? String(value ?? "") : Boolean(value);
  if (node[name] !== wanted) node[name] = wanted;
}

function listen(node, type, handler) {
  node.handlers ??= {};
  if (!(type in node.handlers)) node.addEventListener(type, (event) => node.handlers[type]?.(event));
  node.handlers[type] = handler;
}
