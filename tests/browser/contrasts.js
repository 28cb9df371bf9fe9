// The words on the page whose colour stands out too little from what is behind them (WCAG 2.2, 1.4.3).
() => {
  const shades = new Map();
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgba = (color) => {
    if (!shades.has(color)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      shades.set(color, [...canvas.getImageData(0, 0, 1, 1).data]);
    }
    return shades.get(color);
  };
  const over = (top, under) =>
    top
      .slice(0, 3)
      .map((part, i) => (part * top[3]) / 255 + under[i] * (1 - top[3] / 255))
      .concat(255);
  const ground = (node) => {
    if (!node) return rgba(getComputedStyle(document.body).backgroundColor);
    const own = rgba(getComputedStyle(node).backgroundColor);
    return own[3] === 255 ? own : over(own, ground(node.parentElement));
  };
  const light = (color) => {
    const [r, g, b] = color
      .slice(0, 3)
      .map((part) => ((part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const weak = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (
      !walker.currentNode.data.trim() ||
      !node.checkVisibility({ opacityProperty: true }) ||
      node.closest(".unseen, [inert], option, script")
    )
      continue;
    const back = ground(node),
      front = over(rgba(getComputedStyle(node).color), back);
    const [a, b] = [light(front), light(back)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) weak.push(`${walker.currentNode.data.trim()}: ${ratio.toFixed(2)}`);
  }
  return weak;
};
