"""The contrast of all text that can be seen, as WCAG computes it."""

NEEDS = 4.5  # for text of any size: more than large text would need

# Evaluates to [text, ratio] for each text that is too faint; what ::before shows counts as text.
FAINT = """() => {
    const parse = colour => {
        const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
        return [r, g, b, a];
    };
    const over = ([r, g, b, a], [R, G, B]) =>
        [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
    const ground = element => {
        if (!element) return [255, 255, 255, 1];
        const own = parse(getComputedStyle(element).backgroundColor);
        return own[3] === 1 ? own : over(own, ground(element.parentElement));
    };
    const light = ([r, g, b]) => [r, g, b].map(each => each / 255)
        .map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
        .reduce((sum, each, place) => sum + each * [0.2126, 0.7152, 0.0722][place], 0);
    const ratio = (one, other) => {
        const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
        return (high + 0.05) / (low + 0.05);
    };
    const faint = [];
    const judge = (text, style, behind) => {
        const own = over(parse(style.backgroundColor), behind);
        const found = ratio(over(parse(style.color), own), own);
        if (found < 4.5) faint.push([text, found]);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        if (!node.data.trim() || element.closest("style, script")) continue;
        if (!element.checkVisibility()) continue;
        judge(node.data.trim(), getComputedStyle(element), ground(element.parentElement));
    }
    for (const element of document.body.querySelectorAll("*")) {
        const style = getComputedStyle(element, "::before");
        if (!["none", "normal", '""'].includes(style.content) && style.display !== "none") {
            judge(style.content, style, ground(element));
        }
    }
    return faint;
}"""
