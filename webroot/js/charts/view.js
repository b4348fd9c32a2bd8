// The last hour of the system or of one unit as this page has heard it, or what the history has.

import {get} from '../api.js';
import {html, useEffect, useMemo, useState} from '../html.js';
import {number} from '../format.js';
import {minutes, points, precede} from '../history.js';
import {t} from '../i18n.js';
import {COLUMNS, historyAddress, PERIODS, pointsOf} from './past.js';
import {Chart} from './chart.js';
import {Past} from './period.js';

const SYSTEM = '';

/**
 * Ranges of the upright axis: power keeps its zero, the rest does not make mountains of nothing.
 *
 * @param {unknown} plot
 * @param {number} low
 * @param {number} high
 * @returns {[number, number]}
 */
const withZero = (plot, low, high) => [Math.min(0, low * 1.1), Math.max(100, high * 1.1)];
/**
 * @param {number} least
 * @returns {AxisRange}
 */
const around = (least) => (plot, low, high) => [low - least, high + least];

/** @type {ChartOf[]} */
export const CHARTS = [
  {
    id: 'power',
    unit: 'W',
    digits: 0,
    range: withZero,
    series: [
      {key: 'pv', stroke: '--pv'},
      {key: 'load', stroke: '--load', dash: [7, 4]},
      {key: 'battery', stroke: '--battery', dash: [2, 3]},
      {key: 'grid', stroke: '--grid', dash: [10, 3, 2, 3]},
    ],
  },
  {id: 'volts', unit: 'V', digits: 2, range: around(0.5), series: [{key: 'volts', stroke: '--battery'}]},
  {id: 'soc', unit: '%', digits: 0, range: () => [0, 100], series: [{key: 'soc', stroke: '--battery'}]},
  {id: 'temp', unit: '°C', digits: 0, range: around(5), series: [{key: 'temp', stroke: '--bad'}]},
];

/** @param {{units: ShownUnit[], chosen: string, onChoose: Choose}} props */
const Choice = ({units, chosen, onChoose}) => html`
  <label class="field inline">
    <span>${t('charts.of')}</span>
    <select value=${chosen} onChange=${(event) => onChoose(event.target.value)}>
      <option value=${SYSTEM} selected=${chosen === SYSTEM}>${t('charts.system')}</option>
      ${units.map((unit) => html`<option value=${unit.id} selected=${chosen === unit.id}>${unit.id}</option>`)}
    </select>
  </label>
`;

/** @param {{chart: ChartOf, page: Page}} props */
const Live = ({chart, page}) => {
  const id = page.chartOf;
  const keys = chart.series.map(({key}) => /** @type {Line} */ (key));
  const data = useMemo(
    () => points(page.history, id, keys).map((column) => column.slice()),
    [id, page.second],
  );
  const series = chart.series.map((one, i) => ({
    ...one,
    title: t(`series.${one.key}`),
    now: page.frozen ? '' : number(data[i + 1].at(-1) ?? null, chart.digits),
  }));
  return html`<${Chart}
    key=${`${id} ${chart.id}`}
    id=${chart.id}
    title=${t(`charts.${chart.id}`)}
    unit=${chart.unit}
    digits=${chart.digits}
    range=${chart.range}
    series=${series}
    data=${data}
    rows=${() => minutes(page.history, id, keys)}
    theme=${page.scheme}
  />`;
};

/** @type {'live'} */
const LIVE = 'live';
const HOUR_MS = 3600 * 1000;

/**
 * Whether the grid's line goes on live: the hub works it out for the system, and a unit may measure it.
 *
 * @param {Page} page
 * @param {string} id
 */
const tellsGrid = (page, id) => id === SYSTEM || page.units.some((unit) => unit.id === id && unit.gridWatts !== null);

/** @param {Bucket[]} buckets */
const withoutGrid = (buckets) => buckets.map((bucket) => ({...bucket, [COLUMNS.grid]: null}));

/**
 * The hour before this page was opened, once for each unit; without a history it begins here.
 *
 * @param {Page} page
 */
function useHourBefore(page) {
  const id = page.chartOf;
  const [asked] = useState(() => new Set());
  const gone = [...asked].filter((one) => one !== SYSTEM && !page.units.some((unit) => unit.id === one));
  gone.forEach((one) => asked.delete(one));
  useEffect(() => {
    if (asked.has(id)) {
      return;
    }
    asked.add(id);
    const now = Date.now();
    const span = {from: new Date(now - HOUR_MS), to: new Date(now)};
    get(historyAddress(id, span, Object.values(COLUMNS), 'json', 240)).then(
      (buckets) => precede(page.history, id, pointsOf(tellsGrid(page, id) ? buckets : withoutGrid(buckets))),
      () => {}, // the periods tell what is wrong with the history
    );
  }, [id]);
}

/** @param {{chosen: string, onChoose: (period: 'live' | Period) => void}} props */
const Periods = ({chosen, onChoose}) => html`
  <div class="title" role="group" aria-label=${t('charts.period')}>
    ${[LIVE, ...PERIODS].map(
      (period) => html`<button aria-pressed=${chosen === period} onClick=${() => onChoose(period)}>${t(`charts.${period}`)}</button>`,
    )}
  </div>
`;

/** @param {{page: Page, actions: Actions}} props */
export const ChartsPage = ({page, actions}) => {
  const [period, setPeriod] = useState(/** @type {'live' | Period} */ (LIVE));
  const [chosen, setChosen] = useState(/** @type {string[]} */ ([]));
  const choose = (/** @type {string} */ key) =>
    setChosen(chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key]);
  useHourBefore(page);
  return html`
    <div class="title"><h1>${t('nav.charts')}</h1><${Choice} units=${page.units} chosen=${page.chartOf} onChoose=${actions.setChartOf} /></div>
    <${Periods} chosen=${period} onChoose=${setPeriod} />
    <p class="faint">${period === LIVE && t('charts.since')} ${t('charts.sign')}</p>
    ${period === LIVE
      ? html`<div class="charts">${CHARTS.map((chart) => html`<${Live} key=${chart.id} chart=${chart} page=${page} />`)}</div>`
      : html`<${Past} key=${period} charts=${CHARTS} page=${page} period=${period} chosen=${chosen} onChoose=${choose} />`}
  `;
};
