// One chart over time, what its lines are and have under the cursor, and the same numbers as a table.

import {html, useEffect, useRef, useState} from '../html.js';
import {locale, t} from '../i18n.js';
import {DASH, number, unitText} from '../format.js';
import {hubZone, there} from '../zone.js';
import {Scroll} from '../frame/parts.js';
import {HEIGHT, loadLibrary, options} from './plot.js';

/** @type {Style} */
const CLOCK = {timeStyle: 'short'};

/**
 * What is told of lines where the cursor is, or as they are now.
 *
 * @typedef {{at: number, values: (number | null | undefined)[]} | null} Pointed
 * @typedef {{tell: (pointed: Pointed) => void}} Pointer
 */

/** @param {{series: Drawing[], digits: number, stamp: Style, pointer: Pointer}} props */
const Key = ({series, digits, stamp, pointer}) => {
  const [pointed, setPointed] = useState(/** @type {Pointed} */ (null));
  pointer.tell = setPointed;
  const lines = series.map((line, i) => ({...line, i})).sort((a, b) => Number(a.isBefore ?? false) - Number(b.isBefore ?? false));
  return html`
    <ul class="key">
      ${lines.map(
        ({title, stroke, dash, now, isBefore, i}) => html`<li class=${isBefore ? 'before' : ''}>
          <svg viewBox="0 0 24 8" aria-hidden="true"><path d="M0 4h24" style=${{stroke: `var(${stroke})`}} stroke-dasharray=${dash?.join(' ')} /></svg>
          ${title} <span class="figure">${pointed ? number(pointed.values[i] ?? null, digits) : now}</span>
        </li>`,
      )}
      <li class="pointed faint">${pointed && new Intl.DateTimeFormat(locale(), there(stamp)).format(pointed.at * 1000)}</li>
    </ul>
  `;
};

/**
 * @param {{title: string, caption: string, stamp: Style, series: Drawing[], table: ChartTable, digits: number}} props
 */
const Table = ({title, caption, stamp, series, table: {rows, before, openFrom}, digits}) => {
  const clock = new Intl.DateTimeFormat(locale(), there(stamp));
  return html`
    <${Scroll} label=${title}>
      <table>
        <caption>${caption}${before && ` ${t('charts.before_caption', {before: before.title})}`}</caption>
        <thead><tr><th scope="col">${t('charts.time')}</th>${series.map(({title: name}) => html`<th scope="col">${name}</th>`)}</tr></thead>
        <tbody>
          ${rows.map(
            ([at, ...values], row) => html`<tr>
              <th scope="row">${clock.format((at ?? 0) * 1000)} ${openFrom !== null && at !== null && at >= openFrom && html`<span class="faint">${t('charts.open')}</span>`}</th>
              ${values.map(
                (value, i) => html`<td>${value === null ? DASH : number(value, digits)}${before && html`<${Before} value=${before.rows[row][i]} now=${value} digits=${digits} />`}</td>`,
              )}
            </tr>`,
          )}
        </tbody>
      </table>
    <//>
  `;
};

/**
 * What it was in the period before, and by how much it is more or less now.
 *
 * @param {{value: number | null, now: number | null, digits: number}} props
 */
export const Before = ({value, now, digits}) => html`
  <span class="before-figure faint">${number(value, digits)}${value !== null && now !== null && ` (${signed(now - value, digits)})`}</span>
`;

/**
 * By how much more or less, as far as it is told.
 *
 * @param {number} more
 * @param {number} digits
 */
function signed(more, digits) {
  const size = number(Math.abs(more), digits);
  const sign = size === number(0, digits) ? '±' : more > 0 ? '+' : '−';
  return `${sign}${size}`;
}

/** @param {Drawing[]} series */
const looksOf = (series) => series.map(({key, stroke, isBefore}) => `${key} ${stroke} ${isBefore ?? false}`).join();

/**
 * @param {{id: string, what: string, title: string, of?: string, who: string, ids: string[], unit: string | null, digits?: number, range: AxisRange,
 *   series: Drawing[], data: Columns, table: () => ChartTable, theme: string, ends?: [number, number] | null,
 *   frame: Framed, caption?: string, stamp?: Style}} props
 *   the lines and data in the same order; of what is not live the edges follow the lines
 */
export const Chart = (props) => {
  const {id, title, of, unit, digits = 0, series, data, theme, frame, stamp = CLOCK} = props;
  const box = useRef(null);
  const plot = useRef(null);
  const [pointer] = useState(() => /** @type {Pointer} */ ({tell: () => {}}));
  const [table, setTable] = useState(false);
  const [missing, setMissing] = useState(false);
  const latest = useRef(null);
  latest.current = props;
  useEffect(() => draw(box.current, plot, latest, pointer, () => setMissing(true)), [theme, locale(), hubZone(), looksOf(series)]);
  useEffect(() => plot.current?.setData(data), [data, frame.view.from.getTime(), frame.view.to.getTime(), props.ends?.join()]);
  const empty = data[0].length < 2;
  const heading = of ? `${title}, ${of}` : title;
  const keys = frame.onView ? ` ${t('charts.keys')}` : '';
  const picture = async () => {
    const {savePicture} = await import('./picture.js');
    if (plot.current) {
      savePicture(plot.current, latest.current);
    }
  };
  return html`
    <figure class="card chart" aria-labelledby=${`chart-${id}`}>
      <figcaption>
        <h2 id=${`chart-${id}`}>${heading} <span class="faint">${unitText(unit)}</span></h2>
        <span>
          <button class="text" aria-expanded=${table} onClick=${() => setTable(!table)}>${t(table ? 'charts.hide_table' : 'charts.show_table')}</button>
          <button class="text" disabled=${empty || missing} onClick=${picture}>${t('charts.as_picture')}</button>
        </span>
      </figcaption>
      <${Key} series=${series} digits=${digits} stamp=${stamp} pointer=${pointer} />
      <div class="plot ${empty ? 'unborn' : ''}" ref=${box} role="img" tabindex=${frame.onView && !empty ? 0 : undefined} aria-label=${t('charts.picture', {what: heading}) + keys}></div>
      ${missing && html`<p class="faint">${t('charts.missing')}</p>`}
      ${empty && html`<p class="faint">${t('charts.empty')}</p>`}
      ${table && html`<${Table} title=${heading} caption=${props.caption ?? t('charts.table_caption', {what: heading})} stamp=${stamp} series=${series.filter(({isBefore}) => !isBefore)} table=${props.table()} digits=${digits} />`}
    </figure>
  `;
};

/**
 * Draws once the library is there, until it is told to stop.
 *
 * @param {HTMLElement} element
 * @param {{current: any}} plot
 * @param {{current: any}} latest
 * @param {Pointer} pointer
 * @param {() => void} onMissing
 */
function draw(element, plot, latest, pointer, onMissing) {
  /** @type {(() => void)[]} */
  const ends = [];
  let gone = false;
  loadLibrary().then((/** @type {any} */ uPlot) => {
    if (gone || !element.isConnected) {
      return; // the chart was left before the library came
    }
    const drawn = new uPlot(optionsOf(element.clientWidth, latest, pointer), latest.current.data, element);
    plot.current = drawn;
    const watcher = new ResizeObserver(() => {
      const width = element.clientWidth;
      if (width && width !== drawn.width) {
        drawn.setSize({width, height: HEIGHT});
      }
    });
    watcher.observe(element);
    ends.push(() => watcher.disconnect(), () => drawn.destroy());
    if (latest.current.frame.onView) {
      import('./gestures.js').then(({listen}) => gone || ends.push(listen(drawn, element, () => latest.current.frame)));
    }
  }, onMissing);
  return () => {
    gone = true;
    plot.current = null;
    ends.forEach((end) => end());
  };
}

/**
 * What is where the cursor is: nothing of a line that has nothing near it.
 *
 * @param {any} plot
 * @param {Drawing[]} series
 * @returns {Pointed}
 */
function pointedAt({cursor, data, posToVal}, series) {
  if (cursor.idx === null || cursor.left < 0) {
    return null;
  }
  const places = series.map((_line, i) => cursor.idxs[i + 1]);
  const near = places.find((place) => place !== null);
  return {
    at: near === undefined ? posToVal(cursor.left, 'x') : data[0][near],
    values: places.map((place, i) => (place === null ? null : data[i + 1][place])),
  };
}

/**
 * @param {number} width
 * @param {{current: Parameters<typeof Chart>[0]}} latest
 * @param {Pointer} pointer
 */
function optionsOf(width, latest, pointer) {
  const {series, digits = 0, frame} = latest.current;
  return options({
    width,
    series,
    digits,
    hasEdges: !frame.isLive,
    along: () => {
      const {from, to} = latest.current.frame.view;
      return [from.getTime() / 1000, to.getTime() / 1000];
    },
    upright: (plot, low, high) => {
      const {ends, range} = latest.current;
      const [from, to] = ends ?? [low, high];
      return from === null ? [0, 1] : range(plot, from, to);
    },
    onCursor: (plot) => pointer.tell(pointedAt(plot, series)),
  });
}
