// What Mermaid asks of a browser.  Import it before Mermaid.

import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html><body></body>');
const { document, CSSStyleSheet, SVGElement } = window;
Object.assign(globalThis, { window, document, CSSStyleSheet });

// Nothing is laid out here, so every text is given a size.
SVGElement.prototype.getBBox = function () {
  return { x: 0, y: 0, width: 8 * this.textContent.length, height: 16 };
};
