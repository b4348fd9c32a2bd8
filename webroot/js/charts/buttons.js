// What a finger does to the charts, as buttons.

import {html} from '../html.js';
import {t} from '../i18n.js';
import {aside, closer} from './zoom.js';

const STEP = 2;
const ASIDE = 0.25;

/** @param {{view: Span | null, span: Span, onView: OnView}} props */
export const Zoom = ({view, span, onView}) => {
  const seen = view ?? span;
  /** @type {[string, string, boolean, () => Span | null][]} */
  const buttons = [
    ['in', '+', true, () => closer(seen, span, STEP)],
    ['out', '−', view !== null, () => closer(seen, span, 1 / STEP)],
    ['back', '←', view !== null, () => aside(seen, span, -ASIDE)],
    ['on', '→', view !== null, () => aside(seen, span, ASIDE)],
  ];
  return html`
    <span class="zoom" role="group" aria-label=${t('charts.zoom')}>
      ${buttons.map(([name, sign, may, next]) => html`<button aria-label=${t(`charts.zoom_${name}`)} aria-disabled=${!may} onClick=${() => may && onView(next())}>${sign}</button>`)}
      <button aria-disabled=${view === null} onClick=${() => onView(null)}>${t('charts.whole')}</button>
    </span>
  `;
};
