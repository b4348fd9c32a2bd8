// What a unit does, beside its name, so that one knows which box it is.

import {html} from '../html.js';
import {ago, measure, powerText} from '../format.js';
import {maybe, t} from '../i18n.js';
import {Icon} from '../frame/icons.js';
import {modeOf} from '../unit.js';

/** So long it is told which one moved. */
const TOLD_MS = 120000;

/**
 * What a configured unit does, as a scan tells it of others; null where nothing is known of it now.
 *
 * @param {ShownUnit | undefined} unit
 * @param {number} now
 * @returns {Seen | null}
 */
export const liveOf = (unit, now) =>
  unit && (unit.condition === 'online' || unit.condition === 'degraded') && unit.ageMs !== null
    ? {pv_watts: unit.pvWatts, ac_watt: unit.load, batt_volt: unit.volts, mode: unit.mode.stale ? null : unit.mode.code, born: now - unit.ageMs}
    : null;

/**
 * A mode in words, as the unit itself or a parallel bus tells it.
 *
 * @param {string | null} mode
 */
const modeWords = (mode) => (mode && maybe(`modes.${modeOf(mode) ?? mode}`)) ?? t('modes.unknown');

/** @param {number} watts */
const signed = (watts) => `${watts < 0 ? '−' : '+'}${powerText(watts)}`;

/**
 * @param {{key: string}} row
 * @param {Setup['state']['moved']} moved
 * @param {number} now
 */
const isMoved = (row, moved, now) => moved !== null && moved.key === row.key && now - moved.at < TOLD_MS;

/**
 * @param {{row: {key: string}, moved: Setup['state']['moved'], now: number}} props
 */
const Moved = ({row, moved, now}) =>
  moved &&
  isMoved(row, moved, now) &&
  html`<p class="moved"><${Icon} name="differ" />${t('setup.live.moved', {what: t(`setup.live.${moved.what}`), by: signed(moved.by)})}
    <span class="faint">${ago(now - moved.at)}</span></p>`;

/** @param {{label: string, children?: [any]}} props */
const Value = ({label, children}) => html`<div><dt>${label}</dt><dd>${children}</dd></div>`;

/**
 * @param {{row: {key: string}, live: Seen | null | undefined, gone?: string, moved: Setup['state']['moved'], now: number}} props
 */
export const Live = ({row, live, gone, moved, now}) => {
  if (gone !== undefined) {
    return html`<p class="live why"><${Icon} name="offline" />${t('setup.live.gone')}${gone && html` <span class="faint">${gone}</span>`}</p>`;
  }
  return (
    live &&
    html`<div class="live">
      <dl>
        <${Value} label=${t('setup.live.load')}>${powerText(live.ac_watt)}<//>
        <${Value} label=${t('setup.live.pv')}>${powerText(live.pv_watts)}<//>
        <${Value} label=${t('unit.battery')}>${measure(live.batt_volt, 'V', 1)}<//>
        <${Value} label=${t('setup.live.mode')}>${modeWords(live.mode)}<//>
      </dl>
      <p class="faint age">${ago(now - live.born)}</p>
      <${Moved} row=${row} moved=${moved} now=${now} />
    </div>`
  );
};

/**
 * What to do to find out, and for those who hear the page which one it was.
 *
 * @param {{rows: Row[], moved: Setup['state']['moved'], now: number}} props
 */
export const Which = ({rows, moved, now}) => {
  const row = rows.find((one) => isMoved(one, moved, now));
  return html`
    <p class="faint">${t('setup.live.which')}</p>
    <p class="only-heard" role="status">${row && moved && `${row.id}: ${t(`setup.live.${moved.what}`)} ${signed(moved.by)}`}</p>
  `;
};
