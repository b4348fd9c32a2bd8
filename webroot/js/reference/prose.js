// The little of Markdown that the descriptions use: paragraphs, `code` and [links](address).

import {html} from '../html.js';

const PARTS = /`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)/g;

/** @param {string} text */
function inline(text) {
  const parts = [];
  let at = 0;
  for (const found of text.matchAll(PARTS)) {
    parts.push(text.slice(at, found.index));
    parts.push(found[1] ? html`<code>${found[1]}</code>` : html`<a href=${safe(found[3])}>${found[2]}</a>`);
    at = found.index + found[0].length;
  }
  return [...parts, text.slice(at)];
}

/**
 * Only places of this hub.
 *
 * @param {string} address
 */
const safe = (address) => (address.startsWith('/') ? address : '#');

/** @param {{text: string}} props */
export const Prose = ({text}) => (text ?? '').trim().split(/\n\s*\n/).filter(Boolean).map((one) => html`<p>${inline(one)}</p>`);

/** @param {{text: string}} props */
export const Line = ({text}) => html`<span>${inline((text ?? '').trim())}</span>`;
