// A day, week, month or year from the hub's history: lines with their lowest and highest, and kWh.

import {useAnswer} from '../answer.js';
import {number} from '../format.js';
import {html, useEffect, useState} from '../html.js';
import {locale, t} from '../i18n.js';
import {fieldTitle, learn, numbersOf} from '../labels.js';
import {there} from '../zone.js';
import {columnOf, COLUMNS, columnsOf, COMMON, energyAddress, historyAddress, spanOf} from './past.js';
import {Chart} from './chart.js';

const METERS = [
  {key: 'pv', stroke: '--pv'},
  {key: 'load', stroke: '--load'},
  {key: 'battery_in', stroke: '--battery'},
  {key: 'battery_out', stroke: '--battery'},
  {key: 'grid_in', stroke: '--grid'},
  {key: 'grid_out', stroke: '--grid', ifTold: true},
];

/**
 * @param {Period} period
 * @param {Span} of
 */
function named(period, {from, to}) {
  /** @type {Record<Period, Style>} */
  const styles = {
    day: {dateStyle: 'full'},
    week: {dateStyle: 'medium'},
    month: {year: 'numeric', month: 'long'},
    year: {year: 'numeric'},
  };
  const format = new Intl.DateTimeFormat(locale(), there(styles[period]));
  return period === 'week' ? format.formatRange(from, new Date(to.getTime() - 1000)) : format.format(from);
}

/** @type {Record<Period, Style>} */
const STAMPS = {
  day: {timeStyle: 'short'},
  week: {weekday: 'short', day: 'numeric', hour: '2-digit'},
  month: {day: 'numeric', month: 'short'},
  year: {month: 'short', day: 'numeric'},
};

/**
 * How times are written along a period.
 *
 * @param {Period} period
 * @returns {Style}
 */
const stamps = (period) => STAMPS[period];

/** @param {ChartOf} chart */
const titleOf = (chart) => chart.title ?? t(`charts.${chart.id}`);

/**
 * A chart of one more column.
 *
 * @param {Field} of
 * @returns {ChartOf}
 */
function chartOf({key, unit, type}) {
  const title = fieldTitle(COMMON, 'status', key);
  /** @type {AxisRange} */
  const margin = (plot, low, high) => [low - (high - low || 1) / 10, high + (high - low || 1) / 10];
  const digits = type === 'decimal' ? 2 : 0;
  return {id: key, title, unit, digits, range: margin, series: [{key, title, stroke: '--load'}]};
}

/** @param {{fields: Field[], chosen: string[], onChoose: Choose}} props */
const More = ({fields, chosen, onChoose}) => html`
  <details class="card more">
    <summary>${t('charts.more')}</summary>
    <div class="columns">
      ${fields.map(
        ({key, unit}) => html`<label>
          <input type="checkbox" checked=${chosen.includes(key)} onChange=${() => onChoose(key)} />
          ${fieldTitle(COMMON, 'status', key)} ${unit && html`<span class="faint">${unit}</span>`}
        </label>`,
      )}
    </div>
  </details>
`;

/** What can be drawn besides, once the tables are there. */
function useFields() {
  const [, setLearned] = useState(false);
  useEffect(() => {
    learn([COMMON]).then(() => setLearned(true));
  }, []);
  const usual = Object.values(COLUMNS);
  return numbersOf(COMMON, 'status').filter(({key}) => !usual.includes(key));
}

/** @param {{chart: ChartOf, page: Page, period: Period, span: Span, buckets: Bucket[]}} props */
export const Lines = ({chart, page, period, span, buckets}) => {
  const shown = chart.series.filter(({key}) => buckets.some((bucket) => bucket[columnOf(key)]));
  const columns = shown.map(({key}) => columnOf(key));
  const [data] = useState(() => columnsOf(buckets, columns));
  return html`<${Chart}
    ...${chart}
    title=${titleOf(chart)}
    series=${shown.map((one) => ({...one, title: one.title ?? t(`series.${one.key}`), now: ''}))}
    data=${data}
    span=${span}
    stamp=${stamps(period)}
    caption=${t('charts.past_caption', {what: titleOf(chart)})}
    rows=${() => data[0].map((at, i) => [at, ...columns.map((column, k) => data[k + 1][i])])}
    theme=${page.scheme}
  />`;
};

/** @param {{page: Page, period: Period, span: Span}} props */
const Energy = ({page, period, span}) => {
  const {answer, error} = useAnswer(energyAddress(page.chartOf, span, period));
  const stamp = new Intl.DateTimeFormat(locale(), there(period === 'day' ? {timeStyle: 'short'} : stamps(period)));
  /** @type {any[]} */
  const told = answer?.periods ?? [];
  const periods = told.filter((one) => METERS.some(({key}) => one[key]));
  const meters = METERS.filter(({key, ifTold}) => !ifTold || periods.some((one) => one[key]));
  const most = Math.max(0.001, ...periods.flatMap((one) => meters.map(({key}) => one[key]?.kwh ?? 0)));
  return html`
    <section class="card energy" aria-labelledby="energy">
      <h2 id="energy">${t('charts.energy')} <span class="faint">kWh</span></h2>
      ${error && html`<p role="alert">${error}</p>`}
      ${!answer && !error && html`<p class="faint">${t('charts.loading')}</p>`}
      ${answer && !periods.length && html`<p class="faint">${t('charts.nothing')}</p>`}
      ${periods.length > 0 &&
      html`<div class="scroll" role="region" tabindex="0" aria-label=${t('charts.energy')}>
        <table>
          <caption>${t('charts.energy_caption')}</caption>
          <thead><tr><th scope="col">${t('charts.time')}</th>${meters.map(({key}) => html`<th scope="col">${t(`charts.meter.${key}`)}</th>`)}</tr></thead>
          <tbody>
            ${periods.map(
              (one) => html`<tr>
                <th scope="row">${stamp.format(new Date(one.from))}</th>
                ${meters.map(
                  ({key, stroke}) => html`<td>
                    ${number(one[key]?.kwh ?? null, 2)} ${one[key]?.coverage < 0.995 && html`<span class="faint">${t('charts.measured', {share: number(100 * one[key].coverage, 0)})}</span>`}
                    <span class="kwh" aria-hidden="true" style=${{width: `${(100 * (one[key]?.kwh ?? 0)) / most}%`, background: `var(${stroke})`}}></span>
                  </td>`,
                )}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>`}
    </section>
  `;
};

/**
 * @param {{charts: ChartOf[], page: Page, period: Period, chosen: string[],
 *   onChoose: Choose}} props
 */
export const Past = ({charts: usual, page, period, chosen, onChoose}) => {
  const [back, setBack] = useState(0);
  const fields = useFields();
  const charts = [...usual, ...fields.filter(({key}) => chosen.includes(key)).map(chartOf)];
  const span = spanOf(period, back);
  const columns = charts.flatMap(({series}) => series.map(({key}) => columnOf(key)));
  const address = historyAddress(page.chartOf, span, columns, 'json');
  const {answer, error} = useAnswer(address);
  const some = (/** @type {ChartOf} */ chart) => chart.series.some(({key}) => answer.some((/** @type {Bucket} */ bucket) => bucket[columnOf(key)]));
  return html`
    <div class="title">
      <button aria-label=${t('charts.previous')} onClick=${() => setBack(back + 1)}>‹</button>
      <strong aria-live="polite">${named(period, span)}</strong>
      <button aria-label=${t('charts.next')} disabled=${back === 0} onClick=${() => setBack(back - 1)}>›</button>
      <a href=${historyAddress(page.chartOf, span, columns, 'csv')} download>${t('charts.download')}</a>
    </div>
    ${error && html`<p class="card" role="alert">${error}</p>`}
    ${!answer && !error && html`<p class="faint">${t('charts.loading')}</p>`}
    ${answer && !answer.length && html`<p class="card">${t('charts.nothing')}</p>`}
    <${More} fields=${fields} chosen=${chosen} onChoose=${onChoose} />
    <div class="charts">
      ${answer?.length > 0 &&
      charts.filter(some).map((chart) => html`<${Lines} key=${`${address} ${chart.id}`} chart=${chart} page=${page} period=${period} span=${span} buckets=${answer} />`)}
      <${Energy} page=${page} period=${period} span=${span} />
    </div>
  `;
};
