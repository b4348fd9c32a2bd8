// One chart that moves with the time, and the same numbers as a table.

import {html, useEffect, useRef, useState} from '../html.js';
import {locale, t} from '../i18n.js';
import {DASH, number} from '../format.js';
import {hubZone, there} from '../zone.js';
import {Scroll} from '../frame/parts.js';

const HEIGHT = 220;
/** @type {Style} */
const CLOCK = {timeStyle: 'short'};
/** @type {any} */
let library = null;

/** What the library leaves in the window: any, since it brings no types. */
const Plot = () => /** @type {any} */ (window).uPlot;

/** uPlot is fetched when the first chart is looked at. */
function loadLibrary() {
  library ??= new Promise((resolve, reject) => {
    const sheet = document.createElement('link');
    sheet.rel = 'stylesheet';
    sheet.href = 'vendor/uplot.css';
    const script = document.createElement('script');
    script.src = 'vendor/uplot.js';
    script.onload = () => resolve(Plot());
    script.onerror = () => {
      library = null;
      reject(new Error('uplot'));
    };
    document.head.append(sheet, script);
  });
  return library;
}

/** @param {string} name */
const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/**
 * The lowest and highest around each mean; their two lines themselves are not drawn.
 *
 * @param {Drawing[]} series
 */
const edges = (series) => series.flatMap(() => [{width: 0, points: {show: false}}, {width: 0, points: {show: false}}]);
/** @param {Drawing[]} series */
const bands = (series) =>
  series.map(({stroke}, i) => ({
    series: [1 + series.length + 2 * i, 2 + series.length + 2 * i],
    fill: `color-mix(in srgb, ${color(stroke)} 20%, transparent)`,
  }));

/**
 * The upright axis stands still while there are only a few minutes.
 *
 * @type {AxisRange}
 */
const lastMinutes = (plot, low, high) => [Math.min(low, high - 300), high];

/**
 * @param {number} width
 * @param {Drawing[]} series
 * @param {number} digits
 * @param {AxisRange} range
 * @param {Span | undefined} span
 * @param {Style} stamp
 */
function options(width, series, digits, range, span, stamp) {
  const clock = new Intl.DateTimeFormat(locale(), there(stamp));
  /** @type {AxisRange} */
  const upright = (plot, low, high) => (low === null ? [0, 1] : range(plot, low, high));
  /** @type {AxisTexts} */
  const times = (plot, splits) => splits.map((second) => clock.format(second * 1000));
  /** @type {AxisTexts} */
  const numbers = (plot, splits) => splits.map((value) => number(value, Number.isInteger(value) ? 0 : Math.max(1, digits)));
  const axis = {
    stroke: color('--faint'),
    grid: {stroke: color('--line'), width: 1},
    ticks: {stroke: color('--line'), width: 1, size: 4},
    font: '12px system-ui, sans-serif',
  };
  return {
    width,
    height: HEIGHT,
    tzDate: (/** @type {number} */ second) => Plot().tzDate(new Date(second * 1000), hubZone()),
    legend: {show: false},
    cursor: {drag: {x: false, y: false}, points: {size: 7}},
    scales: {
      x: {
        time: true,
        range: span ? () => [span.from.getTime() / 1000, span.to.getTime() / 1000] : lastMinutes,
      },
      y: {range: upright},
    },
    axes: [
      {...axis, values: times, space: 70},
      {...axis, values: numbers, size: 64},
    ],
    series: [
      {},
      ...series.map(({stroke, dash}) => ({
        stroke: color(stroke),
        width: 1.75,
        dash,
        spanGaps: false,
        points: {show: false},
      })),
      ...(span ? edges(series) : []),
    ],
    bands: span ? bands(series) : [],
  };
}

/** @param {{series: Drawing[]}} props */
const Key = ({series}) => html`
  <ul class="key">
    ${series.map(
      ({title, stroke, dash, now}) => html`<li>
        <svg viewBox="0 0 24 8" aria-hidden="true"><path d="M0 4h24" style=${{stroke: `var(${stroke})`}} stroke-dasharray=${dash?.join(' ')} /></svg>
        ${title} <span class="figure">${now}</span>
      </li>`,
    )}
  </ul>
`;

/**
 * @param {{title: string, caption?: string, stamp: Style, series: Drawing[],
 *   rows: (number | null)[][], digits: number}} props
 */
const Table = ({title, caption, stamp, series, rows, digits}) => {
  const clock = new Intl.DateTimeFormat(locale(), there(stamp));
  return html`
    <${Scroll} label=${title}>
      <table>
        <caption>${caption ?? t('charts.table_caption', {what: title})}</caption>
        <thead><tr><th scope="col">${t('charts.time')}</th>${series.map(({title: name}) => html`<th scope="col">${name}</th>`)}</tr></thead>
        <tbody>
          ${rows.map(
            ([minute, ...values]) => html`<tr>
              <th scope="row">${clock.format((minute ?? 0) * 1000)}</th>
              ${values.map((value) => html`<td>${value === null ? DASH : number(value, digits)}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
    <//>
  `;
};

/**
 * @param {{id: string, title: string, unit: string | null, digits?: number, range: AxisRange, series: Drawing[],
 *   data: Columns, rows: () => (number | null)[][], theme: string, span?: Span,
 *   caption?: string, stamp?: Style}} props
 */
export const Chart = ({id, title, unit, digits = 0, range, series, data, rows, theme, span, caption, stamp = CLOCK}) => {
  const box = useRef(null);
  const plot = useRef(null);
  const [table, setTable] = useState(false);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    let gone = false;
    /** @type {ResizeObserver | null} */
    let watcher = null;
    const element = box.current;
    loadLibrary().then(
      (/** @type {any} */ uPlot) => {
        if (gone || !element?.isConnected) {
          return; // the chart was left before the library came
        }
        plot.current = new uPlot(options(element.clientWidth, series, digits, range, span, stamp), data, element);
        watcher = new ResizeObserver(() => {
          const width = element.clientWidth;
          if (width && plot.current && width !== plot.current.width) {
            plot.current.setSize({width, height: HEIGHT});
          }
        });
        watcher.observe(element);
      },
      () => setMissing(true),
    );
    return () => {
      gone = true;
      watcher?.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, [theme, locale(), hubZone()]);
  useEffect(() => plot.current?.setData(data), [data]);
  const empty = data[0].length < 2;
  return html`
    <figure class="card chart" aria-labelledby="chart-${id}">
      <figcaption>
        <h2 id="chart-${id}">${title} <span class="faint">${unit}</span></h2>
        <button class="text" aria-expanded=${table} onClick=${() => setTable(!table)}>${t(table ? 'charts.hide_table' : 'charts.show_table')}</button>
      </figcaption>
      <${Key} series=${series} />
      <div class="plot ${empty ? 'unborn' : ''}" ref=${box} role="img" aria-label=${t('charts.picture', {what: title})}></div>
      ${missing && html`<p class="faint">${t('charts.missing')}</p>`}
      ${empty && html`<p class="faint">${t('charts.empty')}</p>`}
      ${table && html`<${Table} title=${title} caption=${caption} stamp=${stamp} series=${series} rows=${rows()} digits=${digits} />`}
    </figure>
  `;
};

