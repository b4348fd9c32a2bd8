// The day of one unit: its lines since midnight, and its energy.

import {useAnswer} from '../answer.js';
import {number, unitText} from '../format.js';
import {html, useMemo, useState} from '../html.js';
import {locale, t} from '../i18n.js';
import {usePast, useRested} from '../charts/ask.js';
import {CHARTS} from '../charts/kinds.js';
import {Lines} from '../charts/lines.js';
import {ofToday} from '../overview/today.js';
import {panelOf} from '../charts/panel.js';
import {columnOf, METERS, spanOf, WHOLE} from '../charts/past.js';
import {within} from '../charts/zoom.js';

/** @type {Period} */
const DAY = 'day';
const CHART_EVERY_S = 300;
const ENERGY_EVERY_S = 30;

/** @param {{page: Page, id: string}} props */
const Energy = ({page, id}) => {
  const {answer: told} = useAnswer(`api/v1/today?inverter=${encodeURIComponent(id)}`, `${page.connections} ${Math.floor(page.second / ENERGY_EVERY_S)}`);
  const answer = ofToday(told, page.hubNow);
  const known = METERS.filter((meter) => typeof answer?.[`${meter}_kwh`] === 'number');
  return (
    answer &&
    known.length > 0 &&
    html`
      <section class="card energy-today" aria-labelledby="energy-title">
        <h2 id="energy-title">${t('unit.energy_today')} <span class="faint">${unitText('kWh')}</span></h2>
        <dl class="facts">
          ${known.map((meter) => {
            const about = answer.calculated.includes(meter);
            const share = answer.coverage[meter] < WHOLE ? answer.coverage[meter] : null;
            return html`<div>
              <dt>${t(`charts.meter.${meter}`)}</dt>
              <dd>${about && html`<span aria-hidden="true">≈ </span>`}<span class="figure">${number(answer[`${meter}_kwh`], 1)}</span>${about && html`<span class="only-heard">, ${t('flow.estimated')}</span>`}
                ${share !== null && html` <span class="faint">${t('charts.measured', {share: number(100 * share)})}</span>`}</dd>
            </div>`;
          })}
        </dl>
      </section>
    `
  );
};

/** @param {{page: Page, id: string}} props */
const Chart = ({page, id}) => {
  const [chart] = CHARTS;
  const turn = `${page.connections} ${Math.floor(page.second / CHART_EVERY_S)}`;
  const span = spanOf('day', 0);
  const [chosen, setView] = useState(/** @type {Span | null} */ (null));
  const view = within(chosen, span);
  const frame = {period: DAY, span, before: null, rested: useRested(view), turn, connections: page.connections};
  const {now} = usePast(id, frame, chart.series.map(({key}) => columnOf(key)));
  const panel = useMemo(
    () => (now?.length ? panelOf({...chart, title: t('unit.day')}, id, now) : null),
    [now, locale()],
  );
  return panel && html`<${Lines} panel=${panel} page=${page} period=${DAY} span=${span} view=${view} onView=${setView} />`;
};

/** @param {{page: Page, id: string}} props */
export const Day = ({page, id}) => html`
  <div class="day"><${Chart} key=${id} page=${page} id=${id} />${page.today && html`<${Energy} key=${`energy ${id}`} page=${page} id=${id} />`}</div>
`;
