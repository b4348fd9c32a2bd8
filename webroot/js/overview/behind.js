// What a number of the power flow is made of, unit by unit.

import {get} from '../api.js';
import {lacks, TOTALS} from './flow.js';
import {DASH, measure, powerText} from '../format.js';
import {html, useEffect, useState} from '../html.js';
import {t} from '../i18n.js';
import {metersOf, ofToday} from './today.js';
import {Scroll} from '../frame/parts.js';
import {Sums} from './energy.js';

/** As often as today is asked for all. */
const TODAY_EVERY_S = 30;

/**
 * What of a unit stands behind each sum.
 *
 * @type {Record<EndName, (unit: ShownUnit) => [string, string]>}
 */
const BEHIND = {
  pv: (unit) => [unit.pv.map((string) => `${string.name} ${powerText(string.watts)}`).join(', ') || DASH, powerText(unit.pvWatts)],
  load: (unit) => [measure(unit.loadPercent, '%'), powerText(unit.load)],
  battery: (unit) => [
    `${measure(unit.volts, 'V', 2)}, ${measure(unit.amps, 'A')}, ${measure(unit.soc, '%')}`,
    unit.batteryWatts === null
      ? DASH
      : `${t(`direction.${unit.batteryWatts > 10 ? 'charging' : unit.batteryWatts < -10 ? 'discharging' : 'idle'}`)} ${powerText(unit.batteryWatts)}`,
  ],
  grid: (unit) => [t(`modes.${unit.mode.code}`), measure(unit.gridVolts, 'V', 1)],
};

/**
 * Why a unit is not in a total, or null where it is.
 *
 * @param {EndName} name
 * @param {ShownUnit} unit
 * @param {System} system
 */
function reasonOut(name, unit, system) {
  if (unit.stale || unit.condition === 'offline') {
    return t('flow.not_counted');
  }
  return lacks(system, unit.id, TOTALS[name]) ? t('flow.part_unknown') : null;
}

/**
 * Today's kWh of each unit, asked as it is opened and every turn; none where the hub keeps no books.
 *
 * @param {string[]} ids
 * @param {boolean} isKept
 * @param {number} turn another one asks anew
 */
function useToday(ids, isKept, turn) {
  const [told, setTold] = useState(/** @type {Record<string, Today>} */ ({}));
  useEffect(() => {
    let gone = false;
    const ask = isKept ? ids.map(async (id) => [id, await get(`api/v1/today?inverter=${encodeURIComponent(id)}`)]) : [];
    Promise.allSettled(ask).then((answers) => {
      if (!gone) {
        setTold(Object.fromEntries(answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))));
      }
    });
    return () => (gone = true);
  }, [ids.join(' '), isKept, turn]);
  return told;
}

/** @param {{name: EndName, units: ShownUnit[], system: System, today: Page['today'], second: number, now: number}} props now by the hub's clock */
export const Behind = ({name, units, system, today, second, now}) => {
  const isKept = metersOf(today, name).length > 0;
  const days = useToday(
    units.map(({id}) => id),
    isKept,
    Math.floor(second / TODAY_EVERY_S),
  );
  return html`
    <div id="behind" class="behind">
      <${Scroll} label=${t('flow.behind', {what: t(`flow.${name}`)})}>
        <table>
          <caption>${t('flow.behind', {what: t(`flow.${name}`)})} <span class="faint">${t(`rules.${name}`)}</span></caption>
          <tbody>
            ${units.map((unit) => {
              const out = reasonOut(name, unit, system);
              const [detail, amount] = BEHIND[name](unit);
              return html`
                <tr class=${out ? 'out' : ''}>
                  <th scope="row"><a href="#/unit/${unit.id}">${unit.id}</a></th>
                  <td>${out ?? detail}<${Sums} today=${ofToday(days[unit.id], now)} end=${name} /></td>
                  <td class="amount">${amount}</td>
                </tr>
              `;
            })}
          </tbody>
        </table>
      <//>
      ${isKept && html`<p><a href="#/charts/yesterday">${t('flow.yesterday')}</a></p>`}
    </div>
  `;
};
