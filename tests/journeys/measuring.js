// Measures the page it runs in. Colours are composed of all grounds that lie under a text; what is not shown is not
// measured, nor what is switched off. Returns sentences about what falls short, and how many things were looked at.
([contrast, edge, target, shift]) => {
  const faults = [], counted = { texts: 0, targets: 0, edges: 0 };
  const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const seen = new Map();
  const rgba = (words) => {
    if (!seen.has(words)) {
      probe.clearRect(0, 0, 1, 1);
      probe.fillStyle = words;
      probe.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = probe.getImageData(0, 0, 1, 1).data;
      seen.set(words, [r, g, b, a / 255]);
    }
    return seen.get(words);
  };
  const over = (top, under) => top.slice(0, 3).map((each, at) => each * top[3] + under[at] * (1 - top[3]));
  const light = (colour) => colour.slice(0, 3)
    .map((each) => each / 255)
    .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4))
    .reduce((sum, each, at) => sum + each * [0.2126, 0.7152, 0.0722][at], 0);
  const ratio = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const called = (element) => {
    const words = element.innerText || element.textContent || element.name || element.id || "";
    return `${element.tagName.toLowerCase()} "${words.trim().slice(0, 40)}"`;
  };
  const pictured = new Set();
  const grounds = new Map();
  const ground = (element) => {
    if (!grounds.has(element)) grounds.set(element, composed(element));
    return grounds.get(element);
  };
  const composed = (element) => {
    const style = getComputedStyle(element);
    const colour = rgba(style.backgroundColor);
    if (style.backgroundImage !== "none") pictured.add(element);
    if (colour[3] === 1) return colour;
    if (element.parentElement) return over(colour, ground(element.parentElement));
    return over(colour, [255, 255, 255]);
  };
  const faint = (element) => {
    let much = 1;
    for (let at = element; at; at = at.parentElement) much *= Number(getComputedStyle(at).opacity);
    return much;
  };
  // What is painted inside a picture before its words, and lies behind them.
  const behind = (text, box) => {
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const shapes = text.closest("svg").querySelectorAll("rect, circle, ellipse, path, polygon");
    return [...shapes].reduce((under, shape) => {
      const at = shape.getBoundingClientRect(), { fill, fillOpacity } = getComputedStyle(shape);
      const before = shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (!before || fill === "none" || x < at.left || x > at.right || y < at.top || y > at.bottom) return under;
      const [r, g, b, a] = rgba(fill);
      return over([r, g, b, a * Number(fillOpacity)], under);
    }, ground(text));
  };
  // What is only there to be read out is clipped away whole.
  const clipped = new Map();
  const forEarsAlone = (element) => {
    if (!element) return false;
    if (!clipped.has(element)) {
      clipped.set(element, getComputedStyle(element).clipPath === "inset(50%)" || forEarsAlone(element.parentElement));
    }
    return clipped.get(element);
  };
  const shown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    && !forEarsAlone(element) && !element.closest(".skip:not(:focus), [inert]");
  const off = (element) => element.closest("[disabled], fieldset:disabled");

  const read = (element, ink, under, what = "") => {
    counted.texts += 1;
    const [r, g, b, a] = rgba(ink);
    const found = ratio(over([r, g, b, a * faint(element)], under), under);
    if (found < contrast - 0.005) faults.push(`contrast ${found.toFixed(2)} of ${what}${called(element)}`);
  };
  const cutOff = (element, box) => {
    const slack = parseFloat(getComputedStyle(element).fontSize) / 3;
    const pressed = element.closest("button, .button");
    for (let at = element; at; at = at.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(at), room = at.getBoundingClientRect();
      const beside = box.left < room.left - 1 || box.right > room.right + 1;
      const beyond = box.top < room.top - slack || box.bottom > room.bottom + slack;
      if ((at === pressed && (beside || beyond)) || (at !== document.body && at !== document.documentElement
        && ((beside && /hidden|clip/.test(overflowX)) || (beyond && /hidden|clip/.test(overflowY))))) return true;
      if (/auto|scroll/.test(overflowX)) return false;
    }
    return box.left < -1 || box.right > document.documentElement.clientWidth + 1;
  };

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest("script, style, option") || off(element)) continue;
    if (!shown(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) continue;
    const drawn = element.closest("svg");
    read(element, getComputedStyle(element)[drawn ? "fill" : "color"], drawn ? behind(element, box) : ground(element));
    if (!drawn && cutOff(element, box)) faults.push(`cut off: ${called(element)}`);
  }
  document.body.querySelectorAll("*").forEach((element) => {
    for (const part of ["::before", "::after"]) {
      const style = getComputedStyle(element, part);
      const words = style.content.replace(/\/.*$/, "");
      if (/attr\(|"[^"]/.test(words) && shown(element) && !off(element)) {
        const under = over(rgba(style.backgroundColor), ground(element));
        read(element, style.color, under, `${words} at `);
      }
    }
  });

  const box = "input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea";
  document.querySelectorAll(box).forEach((each) => {
    if (!shown(each) || off(each)) return;
    const style = getComputedStyle(each), around = ground(each.parentElement);
    read(each, style.color, ground(each));
    if (each.placeholder) read(each, getComputedStyle(each, "::placeholder").color, ground(each), "placeholder of ");
    counted.edges += 1;
    const line = parseFloat(style.borderBlockEndWidth) ? over(rgba(style.borderBlockEndColor), around) : around;
    const found = Math.max(ratio(line, around), ratio(ground(each), around));
    if (found < edge - 0.005) faults.push(`edge ${found.toFixed(2)} of ${called(each)}`);
  });
  pictured.forEach((element) => faults.push(`words lie on a picture, so nobody knows their contrast: ${called(element)}`));

  const joined = (one, other) => ({
    width: Math.max(one.right, other.right) - Math.min(one.left, other.left),
    height: Math.max(one.bottom, other.bottom) - Math.min(one.top, other.top),
  });
  const inSentence = (link) => {
    const line = link.parentElement;
    return link.tagName === "A" && getComputedStyle(link).display === "inline"
      && [...line.childNodes].some((each) => each.nodeType === Node.TEXT_NODE && each.data.trim().length > 1);
  };
  const placed = (element) => {
    let at = element;
    while (at.parentElement && getComputedStyle(at).position === "static") at = at.parentElement;
    return at.getBoundingClientRect();
  };
  const pressed = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  document.querySelectorAll(pressed).forEach((each) => {
    if (!shown(each) || off(each) || inSentence(each) || each.matches("[role=region]")) return;
    let size = each.getBoundingClientRect();
    if (!size.width || !size.height) return;
    counted.targets += 1;
    if (each.matches("[type=checkbox], [type=radio]") && each.labels.length) {
      size = joined(size, each.labels[0].getBoundingClientRect());
    }
    const reach = getComputedStyle(each, "::after");
    if (reach.position === "absolute" && reach.inset === "0px") size = placed(each);
    if (size.width < target - 0.5 || size.height < target - 0.5) {
      faults.push(`target ${Math.round(size.width)} x ${Math.round(size.height)} px: ${called(each)}`);
    }
  });

  const shifts = new PerformanceObserver(() => {});
  shifts.observe({ type: "layout-shift", buffered: true });
  const moved = shifts.takeRecords().filter((each) => !each.hadRecentInput).reduce((sum, each) => sum + each.value, 0);
  if (moved > shift) faults.push(`jumps by ${moved.toFixed(3)} on loading`);

  const root = document.documentElement;
  const [needs, has] = [root.scrollWidth, root.clientWidth];
  if (needs > has) faults.push(`scrolls sideways: ${needs} px on ${has}`);
  return { faults, counted };
}
