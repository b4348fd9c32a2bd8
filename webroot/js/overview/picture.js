// Where the power comes from and where it goes, for the whole system.

import {html, useState} from '../html.js';
import {flow} from './flow.js';
import {measure, moment, number} from '../format.js';
import {t} from '../i18n.js';
import {chargesOf} from './today.js';
import {Behind} from './behind.js';
import {Icon} from '../frame/icons.js';
import {Bar, Coverage, Watts} from '../frame/parts.js';
import {Hours, Sums} from './energy.js';

/** @type {Record<string, string>} */
const ARROWS = {
  producing: 'right',
  import: 'right',
  export: 'left',
  charging: 'right',
  discharging: 'left',
  consuming: 'right',
};

/**
 * @param {{name: EndName, icon: string, end: End, today: Page['today'], open: boolean, onOpen: (name: string | null) => void,
 *   frozen: boolean, children?: [any]}} props
 */
const End = ({name, icon, end, today, open, onOpen, frozen, children}) => html`
  <button
    class="end ${name} ${end.direction}"
    aria-expanded=${open}
    aria-controls="behind"
    onClick=${() => onOpen(open ? null : name)}
  >
    <span class="end-name"><${Icon} name=${icon} />${t(`flow.${name}`)}</span>
    <${Watts} watts=${end.watts} estimated=${end.estimated} />
    <span class="direction">
      <${Icon} name=${ARROWS[end.direction] ?? 'idle'} />${t(`direction.${end.direction}`)}
    </span>
    <span class="end-more">${children}</span>
    <${Sums} today=${today} end=${name} />
    <${Coverage} of=${end.coverage} estimated=${end.estimated} />
    ${frozen && html`<span class="only-heard">${t('lost.title')}</span>`}
  </button>
`;

/**
 * The charge by a source of its own: counted, of a battery management, or told to the hub.
 *
 * @param {ReturnType<typeof chargesOf>[number]} props
 */
const sourced = ({name, battery: charge}) => html`
  <span class="soc">
    <${Bar} percent=${charge.soc} kind="charge" /><span class="figure">${number(charge.soc)}</span> %
  </span>
  <span class="faint">
    ${name !== null && `${name}: `}${t(`battery.sources.${charge.source}`)}${typeof charge.error_percent === 'number' && ` ± ${number(charge.error_percent)} %`}${charge.stale &&
    html`, <${Icon} name="clock" />${charge.at ? t('age.as_of', {at: moment(charge.at)}) : t('state.stale')}`}
  </span>
`;

/** @param {Ends['battery']} battery */
const told = (battery) => html`
  <span class="soc">
    <${Bar} percent=${battery.soc} kind="charge" /><span class="figure">${number(battery.soc)}</span> %
  </span>
  <span class="faint">
    ${battery.soc === null
      ? t('flow.no_soc')
      : t(battery.socCoverage.counted > 1 ? 'flow.soc_mean' : 'flow.soc_one', {n: battery.socCoverage.counted})}
  </span>
`;

/**
 * A line from one end to the middle; it moves towards where the power goes.
 *
 * @param {{name: string, from: number[], to: number[], end: {watts: number | null, direction: string}}} props
 */
const Line = ({name, from, to, end}) => {
  const moving = Math.abs(end.watts ?? 0) > 10;
  const backwards = end.direction === 'export' || end.direction === 'charging';
  const [a, b] = backwards ? [to, from] : [from, to];
  return html`<path class="line ${name} ${moving ? 'moving' : ''}" d="M${a[0]} ${a[1]}L${b[0]} ${b[1]}" />`;
};

/**
 * The picture between the ends. The battery stands at the right: charging goes to it, as does what
 * the house takes.
 *
 * @param {{ends: Ends}} props
 */
const Wires = ({ends}) => html`
  <svg class="wires" viewBox="0 0 100 200" preserveAspectRatio="none" aria-hidden="true">
    <${Line} name="pv" end=${ends.pv} from=${[0, 50]} to=${[50, 100]} />
    <${Line} name="grid" end=${ends.grid} from=${[0, 150]} to=${[50, 100]} />
    <${Line} name="load" end=${ends.load} from=${[50, 100]} to=${[100, 50]} />
    <${Line} name="battery" end=${ends.battery} from=${[100, 150]} to=${[50, 100]} />
  </svg>
  <span class="middle" aria-hidden="true"><${Icon} name="inverter" /></span>
`;

/** @param {{system: System, units: ShownUnit[], frozen: boolean, today: Page['today'], battery: Page['battery'], second: number, now: number}} props */
export const Flow = ({system, units, frozen, today, battery, second, now}) => {
  const [open, setOpen] = useState(/** @type {EndName | null} */ (null));
  const ends = flow(system);
  const charges = chargesOf(battery);
  /**
   * @param {EndName} name
   * @param {string} icon
   * @param {Drawn} children
   */
  const end = (name, icon, children) =>
    html`<${End} name=${name} icon=${icon} end=${ends[name]} today=${today} open=${open === name} onOpen=${setOpen} frozen=${frozen}>${children}<//>`;
  return html`
    <section class="flow-part" aria-labelledby="flow-title">
      <h2 id="flow-title" class="only-heard">${t('flow.title')}</h2>
      <div class="flow ${frozen ? 'frozen' : ''}">
        ${end('pv', 'sun', null)}
        ${end('load', 'house', ends.load.percent !== null && html`<span>${t('flow.load_of', {percent: number(ends.load.percent)})}</span>`)}
        ${end(
          'grid',
          'grid',
          ends.grid.volts !== null && html`<span>${measure(ends.grid.volts, 'V', 1)}, ${measure(ends.grid.hertz, 'Hz', 1)}</span>`,
        )}
        ${end('battery', 'battery', html`${charges.length > 0 ? charges.map(sourced) : told(ends.battery)}<${Hours} battery=${battery} />`)}
        <${Wires} ends=${ends} />
      </div>
      ${open && html`<${Behind} key=${open} name=${open} units=${units} system=${system} today=${today} second=${second} now=${now} />`}
    </section>
  `;
};
