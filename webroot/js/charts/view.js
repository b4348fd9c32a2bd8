// The last hour of the system or of units as this page has heard it, or what the history has.

import {queue} from '../answer.js';
import {get} from '../api.js';
import {html, useEffect, useMemo, useState} from '../html.js';
import {KEYS, minutes, points, precede} from '../history.js';
import {t} from '../i18n.js';
import {Past} from '../frame/later.js';
import {endsOf} from './axis.js';
import {Chart} from './chart.js';
import {Zoom} from './buttons.js';
import {CHARTS, lineTitle, nowOf, partNamed, titleOf, whoIs} from './kinds.js';
import {columnOf, COLUMNS, historyAddress, PERIODS, pointsOf} from './past.js';
import {hourTo, within} from './zoom.js';

const SYSTEM = '';
/** No unit is called so. */
export const NONE = '/';

/** @param {{label: string, units: ShownUnit[], none?: string, without?: string, chosen: string, onChoose: Choose}} props */
const Choice = ({label, units, none, without, chosen, onChoose}) => {
  const all = [...(none ? [[NONE, none]] : []), ...[SYSTEM, ...units.map(({id}) => id)].filter((id) => id !== without).map((id) => [id, whoIs(id)])];
  return html`
    <label class="field inline">
      <span>${label}</span>
      <select value=${chosen} onChange=${(/** @type {any} */ event) => onChoose(event.target.value)}>
        ${all.map(([value, text]) => html`<option value=${value} selected=${chosen === value}>${text}</option>`)}
      </select>
    </label>
  `;
};

/**
 * Means of each minute that is seen.
 *
 * @param {Page} page
 * @param {string} id
 * @param {Line[]} keys
 * @param {Span} view
 */
const minutesIn = (page, id, keys, {from, to}) =>
  minutes(page.history, id, keys).filter(([at]) => (at + 60) * 1000 > from.getTime() && at * 1000 <= to.getTime());

/** @param {{chart: ChartOf, page: Page, ids: string[], frame: Framed}} props */
const Live = ({chart, page, ids, frame}) => {
  const keys = chart.series.map(({key}) => /** @type {Line} */ (key));
  const all = useMemo(
    () => ids.map((id) => /** @type {Columns} */ (points(page.history, id, keys).map((column) => column.slice()))),
    [ids.join(), page.second],
  );
  const isPair = ids.length > 1;
  const ends = isPair ? endsOf(all, frame.view) : null;
  return ids.map((id, place) => {
    const data = all[place];
    const series = chart.series.map((line, i) => ({...line, title: lineTitle(line), now: nowOf(page, id, data[i + 1], chart.digits)}));
    return html`<${Chart}
      key=${`${id} ${chart.id}`}
      id=${isPair ? `${chart.id}-${id || 'system'}` : chart.id}
      what=${chart.id}
      title=${titleOf(chart)}
      of=${isPair ? whoIs(id) : undefined}
      who=${whoIs(id)}
      ids=${[id || 'system']}
      unit=${chart.unit}
      digits=${chart.digits}
      range=${chart.range}
      series=${series}
      data=${data}
      ends=${ends}
      frame=${frame}
      table=${() => ({rows: minutesIn(page, id, keys, frame.view), before: null, openFrom: null})}
      theme=${page.scheme}
    />`;
  });
};

/**
 * @param {Page} page
 * @param {string[]} ids
 * @param {Span | null} view
 */
async function saveHour(page, ids, view) {
  const {saveHeard} = await import('./export.js');
  const heard = ids.map((id) => ({id, data: points(page.history, id, KEYS)})).filter(({data}) => data[0].length > 0);
  if (heard.length) {
    saveHeard(heard, KEYS.map(columnOf), view);
  }
}

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
 * @param {string[]} ids
 */
function useHourBefore(page, ids) {
  const [asked] = useState(() => new Set());
  const gone = [...asked].filter((one) => one !== SYSTEM && !page.units.some((unit) => unit.id === one));
  gone.forEach((one) => asked.delete(one));
  useEffect(() => {
    ids.filter((id) => !asked.has(id)).forEach((id) => {
      asked.add(id);
      const span = {from: new Date(page.hubNow - HOUR_MS), to: new Date(page.hubNow)};
      const question = () =>
        get(historyAddress(id, span, Object.values(COLUMNS), 'json', 240)).then(
          (buckets) => precede(page.history, id, pointsOf(tellsGrid(page, id) ? buckets : withoutGrid(buckets))),
          () => {}, // the periods tell what is wrong with the history
        );
      queue(() => true, question);
    });
  }, [ids.join()]);
}

/**
 * The last hour, and its parts looked at closer. What is seen stands still; once it is more than an hour ago, all is seen again.
 *
 * @param {{page: Page, ids: string[]}} props
 */
const Hour = ({page, ids}) => {
  const [chosen, setView] = useState(/** @type {Span | null} */ (null));
  const whole = useMemo(() => hourTo(page.hubNow, ids.map((id) => points(page.history, id, [])[0])), [ids.join(), page.second]);
  const view = within(chosen, whole);
  const frame = {view: view ?? whole, whole, onView: setView, isLive: true};
  return html`
    <div class="title tools">
      <${Zoom} view=${view} span=${whole} onView=${setView} />
      <button onClick=${() => saveHour(page, ids, view)}>${t('charts.download')}</button>
      ${view && html`<strong class="part">${partNamed('day', view)}</strong>`}
    </div>
    <div class="charts ${ids.length > 1 ? 'pair' : ''}">${CHARTS.map((chart) => html`<${Live} key=${chart.id} chart=${chart} page=${page} ids=${ids} frame=${frame} />`)}</div>
  `;
};

/** @param {{chosen: string, onChoose: (period: 'live' | Period) => void}} props */
const Periods = ({chosen, onChoose}) => html`
  <div class="title" role="group" aria-label=${t('charts.period')}>
    ${[LIVE, ...PERIODS].map(
      (period) => html`<button aria-pressed=${chosen === period} onClick=${() => onChoose(period)}>${t(`charts.${period}`)}</button>`,
    )}
  </div>
`;

/**
 * The unit beside the first one, as long as it is there and another.
 *
 * @param {Page} page
 * @param {string} beside
 */
export const idsOf = (page, beside) =>
  beside !== page.chartOf && (beside === SYSTEM || page.units.some(({id}) => id === beside)) ? [page.chartOf, beside] : [page.chartOf];

/** The way to yesterday beside the day before, from what today has brought. */
const YESTERDAY = 'yesterday';

/** @param {{page: Page, actions: Actions}} props */
export const ChartsPage = ({page, actions}) => {
  const isYesterday = page.rest === YESTERDAY;
  const [period, setPeriod] = useState(/** @type {'live' | Period} */ (isYesterday ? 'day' : LIVE));
  const [chosen, setChosen] = useState(/** @type {string[]} */ ([]));
  const [beside, setBeside] = useState(NONE);
  const [isCompared, setCompared] = useState(isYesterday);
  useEffect(() => {
    if (isYesterday) {
      actions.setChartOf(SYSTEM); // whoever was looked at before
    }
  }, []);
  const choose = (/** @type {string} */ key) =>
    setChosen(chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key]);
  const ids = idsOf(page, beside);
  useHourBefore(page, ids);
  return html`
    <div class="title">
      <h1>${t('nav.charts')}</h1>
      <${Choice} label=${t('charts.of')} units=${page.units} chosen=${page.chartOf} onChoose=${actions.setChartOf} />
      <${Choice} label=${t('charts.beside')} units=${page.units} none=${t('charts.alone')} without=${page.chartOf} chosen=${ids[1] ?? NONE} onChoose=${setBeside} />
    </div>
    <${Periods} chosen=${period} onChoose=${setPeriod} />
    <p class="faint">${period === LIVE && t('charts.since')} ${t('charts.sign')}</p>
    ${period === LIVE
      ? html`<${Hour} page=${page} ids=${ids} />`
      : html`<${Past} key=${period} page=${page} ids=${ids} period=${period} begin=${isYesterday && period === 'day' ? 1 : 0} chosen=${chosen} isCompared=${isCompared} onCompare=${() => setCompared(!isCompared)} onChoose=${choose} />`}
  `;
};
