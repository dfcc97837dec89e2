// What a card's HTML may bring into the page: nothing that runs, loads, navigates or hides a property.

// A form's controls, by name or id, stand before its own properties: so these are asked of the prototype.
function closest(target, selector) {
  try {
    return Element.prototype.closest.call(target, selector);
  } catch {
    return null; // A document is no element.
  }
}
const attributeOf = (element, name) => Element.prototype.getAttribute.call(element, name);
const dropAttribute = (element, name) => Element.prototype.removeAttribute.call(element, name);

const HTML = "http://www.w3.org/1999/xhtml";
const ACTS = "script, iframe, frame, object, embed, portal, link, meta, base";
const DRAWN = "image, use, feImage, textPath, mpath, pattern, filter, linearGradient, radialGradient";
const LINKS = "a[href], [data-preview-href]";

// The nodes of a card's side. They are parsed where nothing is loaded, into an element that has no names.
function harmless(html) {
  const { body } = new DOMParser().parseFromString("", "text/html");
  body.innerHTML = withMedia(html);
  for (const each of body.querySelectorAll(ACTS)) each.remove();
  for (const each of body.querySelectorAll("set, animate, animateMotion, animateTransform")) {
    if (/href$/i.test(attributeOf(each, "attributeName") ?? "")) each.remove();
  }
  for (const each of body.querySelectorAll("*")) tame(each);
  nameLeftOut(body);
  return [...body.childNodes];
}

function tame(element) {
  for (const name of Element.prototype.getAttributeNames.call(element)) {
    if (/^on|^(name|form|ping|target|download|autofocus|srcdoc|action|formaction)$/i.test(name)) {
      dropAttribute(element, name);
    }
    if (/^(\w+:)?href$/i.test(name)) tameLink(element, name);
  }
}

// An `<a>` keeps its address, and what is clicked is asked; no other element may lead anywhere.
function tameLink(element, name) {
  const address = attributeOf(element, name);
  const isHtml = element.namespaceURI === HTML;
  if (isHtml && element.localName === "a") return;
  if (!isHtml && closest(element, DRAWN) === element && /^(#|data:image\/)/i.test(address)) return;
  dropAttribute(element, name);
  Element.prototype.setAttribute.call(element, "data-preview-href", address);
}
