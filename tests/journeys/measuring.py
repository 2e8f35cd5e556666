"""Measures a page in the browser: contrast of its text, size of what can be pressed, and how far it jumped on loading.

Each measure gives sentences about what falls short, and how many things it looked at.
"""

CONTRAST, TARGET, SHIFT = 7, 44, 0.05

# Runs in the page. Colours are composed from all grounds that lie under a text; what is not shown is not measured.
MEASURE = """
([contrast, target, shift]) => {
  const faults = [], counted = { texts: 0, targets: 0 };
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
  const ground = (element) => {
    const grounds = [];
    for (let at = element; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      grounds.push(colour);
      if (colour[3] === 1) break;
    }
    const canvas = rgba(getComputedStyle(document.documentElement).backgroundColor);
    return grounds.reverse().reduce((under, colour) => over(colour, under), canvas[3] ? canvas : [255, 255, 255]);
  };
  const shown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    && !element.closest(".visually-hidden, .skip:not(:focus), [inert]");
  const called = (element) => {
    const words = element.innerText || element.name || element.id || "";
    return `${element.tagName.toLowerCase()} "${words.trim().slice(0, 40)}"`;
  };

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest("script, style, [disabled], option")) continue;
    if (!shown(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) continue;
    counted.texts += 1;
    const under = ground(element);
    const found = ratio(over(rgba(getComputedStyle(element).color), under), under);
    if (found < contrast - 0.005) faults.push(`contrast ${found.toFixed(2)} of ${called(element)}`);
  }

  const joined = (one, other) => ({
    width: Math.max(one.right, other.right) - Math.min(one.left, other.left),
    height: Math.max(one.bottom, other.bottom) - Math.min(one.top, other.top),
  });
  const inSentence = (link) => {
    const line = link.parentElement;
    return link.tagName === "A" && getComputedStyle(link).display === "inline"
      && [...line.childNodes].some((each) => each.nodeType === Node.TEXT_NODE && each.data.trim().length > 1);
  };
  const pressed = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  document.querySelectorAll(pressed).forEach((each) => {
    if (!shown(each) || inSentence(each) || each.matches("[role=region]")) return;
    let box = each.getBoundingClientRect();
    if (!box.width || !box.height) return;
    counted.targets += 1;
    if (each.matches("[type=checkbox], [type=radio]") && each.labels.length) {
      box = joined(box, each.labels[0].getBoundingClientRect());
    }
    const reach = getComputedStyle(each, "::after");
    if (reach.position === "absolute" && reach.inset === "0px") return;
    if (box.width < target - 0.5 || box.height < target - 0.5) {
      faults.push(`target ${Math.round(box.width)} x ${Math.round(box.height)} px: ${called(each)}`);
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
"""


def measure(page):
    """Returns what falls short, in words, and how many texts and targets were looked at."""
    found = page.evaluate(MEASURE, [CONTRAST, TARGET, SHIFT])
    return found["faults"], found["counted"]
