// A day, week, month or year from the hub's history, of one unit or of two beside each other, and its parts looked at closer.

import {unitText} from '../format.js';
import {html, useEffect, useMemo, useState} from '../html.js';
import {locale, t} from '../i18n.js';
import {fieldTitle, learn, numbersOf} from '../labels.js';
import {differs, hubZone} from '../zone.js';
import {usePast, useRested} from './ask.js';
import {endsOf} from './axis.js';
import {EnergyBook, SumsBeside, useBooks} from './energy.js';
import {csvOf, fileName, save} from './export.js';
import {CHARTS, chartOf, named, partNamed, whoIs} from './kinds.js';
import {Lines} from './lines.js';
import {hasSome} from './panel.js';
import {columnOf, COLUMNS, columnsOf, COMMON, spanOf} from './past.js';
import {within} from './zoom.js';
import {behind, comparedOf} from './compare.js';
import {Zoom} from './buttons.js';

const ANEW_S = 300;

/** @param {{fields: Field[], chosen: string[], onChoose: Choose}} props */
const More = ({fields, chosen, onChoose}) => html`
  <details class="card more">
    <summary>${t('charts.more')}</summary>
    <div class="columns">
      ${fields.map(
        ({key, unit}) => html`<label>
          <input type="checkbox" checked=${chosen.includes(key)} onChange=${() => onChoose(key)} />
          ${fieldTitle(COMMON, 'status', key)} ${unit && html`<span class="faint">${unitText(unit)}</span>`}
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

/**
 * What is drawn of the units, chart by chart, made anew only where what the hub told is another.
 *
 * @param {{id: string, now: Bucket[] | null, before: Bucket[] | null}[]} told
 * @param {ChartOf[]} charts
 * @param {import('./panel.js').Frame} frame
 */
function usePanels(told, charts, frame) {
  const ids = charts.map(({id}) => id).join();
  return useMemo(() => {
    const there = told.filter((one) => one.now?.length || one.before?.length);
    return charts
      .filter((chart) => there.some(({now, before}) => hasSome(chart, [...(now ?? []), ...(before ?? [])])))
      .map((chart) => there.map(({id, now, before}) => comparedOf(chart, id, now ?? [], before, frame)));
  }, [ids, locale(), frame.before === null, ...told.flatMap(({id, now, before}) => [id, now, before])]);
}

/**
 * A file of exactly what is seen: the units, columns and times of it.
 *
 * @param {{id: string, now: Bucket[] | null, before: Bucket[] | null}[]} told
 * @param {import('./panel.js').Panel[][]} panels
 * @param {import('./panel.js').Frame} frame
 * @param {Span | null} view
 */
function saveRows(told, panels, {period, span, before}, view) {
  const seen = view && before && behind(period, view, span, before);
  const hasBefore = seen !== null || view === null;
  const units = told.map(({id, now, before: earlier}) => {
    const columns = panels.flat().flatMap((panel) => (panel.id === id ? panel.columns : []));
    const parts = [{data: columnsOf((hasBefore && earlier) || [], columns), view: seen}, {data: columnsOf(now ?? [], columns), view}];
    return {id: id || 'system', columns, parts};
  });
  const name = fileName('history', units.map(({id}) => id), view ?? span, view !== null, 'csv');
  save(new Blob([csvOf(units)], {type: 'text/csv'}), name);
}

/**
 * @param {{page: Page, ids: string[], period: Period, begin: number, chosen: string[], isCompared: boolean, onCompare: () => void,
 *   onChoose: Choose}} props
 */
export const Past = ({page, ids, period, begin, chosen, isCompared, onCompare, onChoose}) => {
  const [back, setBack] = useState(begin);
  const [chosenView, setView] = useState(/** @type {Span | null} */ (null));
  const fields = useFields();
  const charts = [...CHARTS, ...fields.filter(({key}) => chosen.includes(key)).map(chartOf)];
  const span = spanOf(period, back);
  const view = within(chosenView, span);
  const frame = {period, span, before: isCompared ? spanOf(period, back + 1) : null};
  const {connections} = page;
  const turn = `${connections} ${back === 0 ? Math.floor(page.second / ANEW_S) : 0}`;
  const asked = {...frame, rested: useRested(view), turn, connections};
  const columns = charts.flatMap(({series}) => series.map(({key}) => columnOf(key)));
  const first = usePast(ids[0], asked, columns);
  const second = usePast(ids[1] ?? null, asked, columns);
  const told = [first, second].slice(0, ids.length).map((one, i) => ({...one, id: ids[i]}));
  const books = [useBooks(ids[0], asked), useBooks(ids[1] ?? null, asked)].slice(0, ids.length);
  const panels = usePanels(told, charts, frame);
  const go = (/** @type {number} */ to) => {
    setView(null);
    setBack(to);
  };
  const isPair = ids.length > 1;
  const beforeTitle = t(`charts.before.${period}`);
  return html`
    <div class="title when">
      <button aria-label=${t('charts.previous')} onClick=${() => go(back + 1)}>‹</button>
      <strong aria-live="polite">${named(period, span)}${differs() && html` <span class="faint">${hubZone()}</span>`}${view && html`, <span class="part">${partNamed(period, view)}</span>`}</strong>
      <button aria-label=${t('charts.next')} disabled=${back === 0} onClick=${() => go(back - 1)}>›</button>
    </div>
    ${books.map((one) => html`<${SumsBeside} key=${`sums ${one.id}`} books=${one} period=${period} isNamed=${isPair} />`)}
    <div class="title tools">
      <${Zoom} view=${view} span=${span} onView=${setView} />
      <button aria-pressed=${isCompared} onClick=${onCompare}>${t('charts.compare', {before: beforeTitle})}</button>
      <button class="csv" aria-describedby="export-help" disabled=${!panels.length} onClick=${() => saveRows(told, panels, frame, view)}>${t('charts.download')}</button>
      <span id="export-help" class="faint">${t('charts.export_help')}${differs() && ` ${t('charts.zone', {hub: hubZone()})}`}</span>
    </div>
    ${told.map(
      ({id, error, now, before}) => html`
        ${error && html`<p class="card" role="alert">${error}</p>`}
        ${!now && !error && html`<p class="faint">${t('charts.loading')}</p>`}
        ${now && !now.length && html`<p class="card">${isPair && `${whoIs(id)}: `}${t('charts.nothing')}</p>`}
        ${isCompared && before && !before.length && html`<p class="card none-before">${isPair && `${whoIs(id)}: `}${t('charts.none_before', {before: beforeTitle})}</p>`}
      `,
    )}
    <${More} fields=${fields} chosen=${chosen} onChoose=${onChoose} />
    <div class="charts ${isPair ? 'pair' : ''}">
      ${panels.map((row) => {
        const ends = endsOf(row.flatMap(({own, earlier}) => (earlier ? [own, earlier.laid] : [own])), view);
        return row.map(
          (panel) => html`<${Lines} key=${`${panel.chart.id} ${panel.id} ${period} ${back}`} panel=${panel} page=${page} period=${period} span=${span} view=${view} onView=${setView} ends=${ends} isNamed=${isPair} />`,
        );
      })}
      ${books.map((one) => html`<${EnergyBook} key=${`energy ${one.id}`} books=${one} period=${period} isNamed=${isPair} />`)}
    </div>
  `;
};
