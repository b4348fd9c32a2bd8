// Today's kWh and the battery's hours, on the overview and on the wall.

import {html} from '../html.js';
import {number, unitText} from '../format.js';
import {batteriesOf, hoursOf, metersOf} from './today.js';
import {t} from '../i18n.js';

/** @param {ReturnType<typeof metersOf>[number]} props */
const Sum = ({meter, kwh, calculated, share}) => html`
  <span class="sum">
    ${calculated && html`<span aria-hidden="true">≈ </span>`}<span class="figure">${number(kwh, 1)}</span> ${unitText('kWh')} ${t(`today.${meter}`)}${calculated &&
    html`<span class="only-heard">, ${t('flow.estimated')}</span>`}
    ${share !== null && html` <span class="faint">${t('charts.measured', {share: number(100 * share)})}</span>`}
  </span>
`;

/**
 * What today has brought at one end; nothing where the hub does not tell it.
 *
 * @param {{today: Page['today'], end: EndName}} props
 */
export const Sums = ({today, end}) => {
  const sums = metersOf(today, end);
  return sums.length > 0 && html`<span class="today">${sums.map((sum) => html`<${Sum} key=${sum.meter} ...${sum} />`)}</span>`;
};

/**
 * How long each battery lasts; of several by their units.
 *
 * @param {{battery: Page['battery']}} props
 */
export const Hours = ({battery}) =>
  batteriesOf(battery).map(({name, battery: one}) => {
    const hours = hoursOf(one);
    return (
      hours &&
      html`<span class="hours">${name !== null && `${name}: `}${t(`battery.${hours[0]}`, {hours: number(hours[1], hours[1] < 10 ? 1 : 0)})}</span>`
    );
  });
