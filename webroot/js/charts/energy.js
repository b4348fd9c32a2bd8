// kWh of a period by its hours, days or months, with their sum, and those of the period before.

import {queue, useAnswer} from '../answer.js';
import {number, unitText} from '../format.js';
import {html, useMemo} from '../html.js';
import {locale, t} from '../i18n.js';
import {there} from '../zone.js';
import {rowsOf, telling, totalOf} from './books.js';
import {Before} from './chart.js';
import {partStamps, whoIs} from './kinds.js';
import {energyAddress, WHOLE} from './past.js';

/** @type {{key: Meter, stroke: string, ifTold?: boolean}[]} */
const METERS = [
  {key: 'pv', stroke: '--pv'},
  {key: 'load', stroke: '--load'},
  {key: 'battery_in', stroke: '--battery'},
  {key: 'battery_out', stroke: '--battery'},
  {key: 'grid_in', stroke: '--grid'},
  {key: 'grid_out', stroke: '--grid', ifTold: true},
];
const DIGITS = 2;

/** @typedef {Energy | null | undefined} Told */

/** @param {{energy: Energy}} props */
const Measured = ({energy}) => html`<span class="measured faint">${t('charts.measured', {share: number(Math.floor(100 * energy.coverage))})}</span>`;

/**
 * An amount, whether it was worked out, and of how much of the time it is where that is not all.
 *
 * @param {{energy: Told}} props
 */
export const Amount = ({energy}) => {
  const isPart = typeof energy?.kwh === 'number' && energy.coverage < WHOLE;
  return html`${energy?.calculated && html`<span aria-hidden="true">≈ </span>`}<span class="figure">${number(energy?.kwh ?? null, DIGITS)}</span>${energy?.calculated && html`<span class="only-heard">, ${t('flow.estimated')}</span>`}${isPart && html` <${Measured} energy=${energy} />`}`;
};

/**
 * What it was before, with the difference where both are over; how much of that was measured.
 *
 * @param {{now: Told, before: Told, isOpen?: boolean}} props
 */
const Earlier = ({now, before, isOpen}) => html`
  <${Before} value=${before?.kwh ?? null} now=${isOpen ? null : (now?.kwh ?? null)} digits=${DIGITS} />
  ${typeof before?.kwh === 'number' && before.coverage < WHOLE && html`<${Measured} energy=${before} />`}
`;

/**
 * @param {{rows: EnergyRow[], meters: typeof METERS, title: string, isCompared: boolean}} props
 */
const Total = ({rows, meters, title, isCompared}) => html`
  <tr>
    <th scope="row">${title}</th>
    ${meters.map(({key}) => {
      const {now, before} = totalOf(rows, key);
      return html`<td><${Amount} energy=${now} />${isCompared && html`<${Earlier} now=${now} before=${before} />`}</td>`;
    })}
  </tr>
`;

/**
 * @param {{rows: EnergyRow[], meters: typeof METERS, period: Period, isCompared: boolean, label: string}} props
 */
const Books = ({rows, meters, period, isCompared, label}) => {
  const stamp = new Intl.DateTimeFormat(locale(), there(partStamps(period)));
  const told = telling(rows);
  const most = Math.max(0.001, ...told.flatMap(({now, before}) => meters.flatMap(({key}) => [now?.[key]?.kwh ?? 0, before?.[key]?.kwh ?? 0])));
  const isOpen = rows.some((row) => row.isOpen);
  const width = (/** @type {Told} */ energy) => `${(100 * Math.max(0, energy?.kwh ?? 0)) / most}%`;
  return html`
    <p class="faint">${t('charts.energy_caption')}${isCompared && ` ${t('charts.before_caption', {before: t(`charts.before.${period}`)})}`}</p>
    <div class="scroll" role="region" tabindex="0" aria-label=${label}>
      <table>
        <thead><tr><th scope="col">${t('charts.time')}</th>${meters.map(({key}) => html`<th scope="col">${t(`charts.meter.${key}`)}</th>`)}</tr></thead>
        <tbody>
          ${told.map(
            (row) => html`<tr>
              <th scope="row">${stamp.format(row.from)} ${row.isOpen && html`<span class="faint">${t('charts.open')}</span>`}</th>
              ${meters.map(
                ({key, stroke}) => html`<td>
                  <${Amount} energy=${row.now?.[key]} />
                  <span class="kwh" aria-hidden="true" style=${{width: width(row.now?.[key]), background: `var(${stroke})`}}></span>
                  ${isCompared && html`<span class="kwh before" aria-hidden="true" style=${{width: width(row.before?.[key]), background: `var(${stroke})`}}></span><${Earlier} now=${row.now?.[key]} before=${row.before?.[key]} isOpen=${row.isOpen} />`}
                </td>`,
              )}
            </tr>`,
          )}
        </tbody>
        <tfoot>
          ${(!isCompared || !isOpen) && html`<${Total} rows=${rows} meters=${meters} title=${t(isOpen ? 'charts.total_open' : 'charts.total')} isCompared=${isCompared} />`}
          ${isCompared && isOpen && html`<${Total} rows=${rows} meters=${meters} title=${t('charts.total_open')} isCompared=${false} />
            <${Total} rows=${rows.filter((row) => !row.isOpen)} meters=${meters} title=${t('charts.total_over')} isCompared=${true} />`}
        </tfoot>
      </table>
    </div>
  `;
};

/**
 * The books of a unit, and those of the period before; without an id nothing is asked.
 *
 * @param {string | null} id
 * @param {{period: Period, span: Span, before: Span | null, turn: string, connections: number}} asked
 */
export function useBooks(id, {period, span, before, turn, connections}) {
  const {answer, error} = useAnswer(id === null ? '' : energyAddress(id, span, period), turn, queue);
  const {answer: earlier} = useAnswer(id !== null && before ? energyAddress(id, before, period) : '', connections, queue);
  const isCompared = Boolean(before && earlier);
  const asOf = useMemo(() => Date.now(), [answer]); // what was open then is told no further
  const rows = rowsOf(period, answer?.periods ?? [], isCompared ? earlier.periods : null, asOf);
  const told = telling(rows);
  const meters = METERS.filter(({key, ifTold}) => !ifTold || told.some((row) => row.now?.[key] || row.before?.[key]));
  return {id: id ?? '', answer, error, isCompared, rows, told, meters};
}

/**
 * What is over of a period in one sum of each kind, beside the period before: why it was as it was.
 *
 * @param {{books: ReturnType<typeof useBooks>, period: Period, isNamed: boolean}} props
 */
export const SumsBeside = ({books: {id, isCompared, rows, told, meters}, period, isNamed}) => {
  if (!isCompared || !told.length) {
    return null;
  }
  const over = rows.filter((row) => !row.isOpen);
  const title = t(over.length < rows.length ? 'charts.total_over' : 'charts.total');
  const heading = `sums-${id || 'system'}`;
  return html`
    <section class="card sums" aria-labelledby=${heading}>
      <h2 id=${heading}>${isNamed ? `${title}, ${whoIs(id)}` : title} <span class="faint">${unitText('kWh')}</span></h2>
      <p class="faint">${t('charts.before_caption', {before: t(`charts.before.${period}`)})}</p>
      <dl>
        ${meters.map(({key}) => {
          const {now, before} = totalOf(over, key);
          return html`<div data-meter=${key}><dt>${t(`charts.meter.${key}`)}</dt><dd><${Amount} energy=${now} /><${Earlier} now=${now} before=${before} /></dd></div>`;
        })}
      </dl>
    </section>
  `;
};

/** @param {{books: ReturnType<typeof useBooks>, period: Period, isNamed: boolean}} props */
export const EnergyBook = ({books: {id, answer, error, isCompared, rows, told, meters}, period, isNamed}) => {
  const title = isNamed ? `${t('charts.energy')}, ${whoIs(id)}` : t('charts.energy');
  const heading = `energy-${id || 'system'}`;
  return html`
    <section class="card energy" aria-labelledby=${heading}>
      <h2 id=${heading}>${title} <span class="faint">${unitText('kWh')}</span></h2>
      ${error && html`<p role="alert">${error}</p>`}
      ${!answer && !error && html`<p class="faint">${t('charts.loading')}</p>`}
      ${answer && !told.length && html`<p class="faint">${t('charts.nothing')}</p>`}
      ${told.length > 0 && html`<${Books} rows=${rows} meters=${meters} period=${period} isCompared=${isCompared} label=${title} />`}
    </section>
  `;
};
