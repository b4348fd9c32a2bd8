// The day of one unit: its lines since midnight, and its energy.

import {useAnswer} from '../answer.js';
import {number} from '../format.js';
import {html} from '../html.js';
import {t} from '../i18n.js';
import {columnOf, historyAddress, spanOf} from '../charts/past.js';
import {CHARTS} from '../charts/view.js';
import {Lines} from '../charts/period.js';

const CHART_EVERY_S = 300;
const ENERGY_EVERY_S = 30;
const METERS = ['pv', 'load', 'battery_in', 'battery_out', 'grid_in', 'grid_out'];
/** A part of the day below this is told. */
const WHOLE = 0.995;

/** @param {{page: Page, id: string}} props */
const Energy = ({page, id}) => {
  const {answer} = useAnswer(`api/v1/today?inverter=${encodeURIComponent(id)}`, Math.floor(page.second / ENERGY_EVERY_S));
  const known = METERS.filter((meter) => typeof answer?.[`${meter}_kwh`] === 'number');
  return (
    known.length > 0 &&
    html`
      <section class="card energy-today" aria-labelledby="energy-title">
        <h2 id="energy-title">${t('unit.energy_today')} <span class="faint">kWh</span></h2>
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
  const turn = Math.floor(page.second / CHART_EVERY_S);
  const span = spanOf('day', 0);
  const address = historyAddress(id, span, chart.series.map(({key}) => columnOf(key)), 'json');
  const {answer} = useAnswer(address, turn);
  return (
    answer?.length > 0 &&
    html`<${Lines} key=${`${address} ${answer.length} ${answer.at(-1).datetime}`} chart=${{...chart, title: t('unit.day')}} page=${{...page, chartOf: id}} period="day" span=${span} buckets=${answer} />`
  );
};

/** @param {{page: Page, id: string}} props */
export const Day = ({page, id}) => html`
  <div class="day"><${Chart} key=${id} page=${page} id=${id} />${page.today && html`<${Energy} key=${`energy ${id}`} page=${page} id=${id} />`}</div>
`;
