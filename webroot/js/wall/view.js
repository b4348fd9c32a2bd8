// The screen in the hallway: big figures, nothing to press but the way out.

import {html, useEffect} from '../html.js';
import {number, powerText, span} from '../format.js';
import {flow} from '../overview/flow.js';
import {locale, t} from '../i18n.js';
import {chargesOf} from '../overview/today.js';
import {there} from '../zone.js';
import {canStayAwake, stayAwake} from './wake.js';
import {monotonic} from '../freshness.js';
import {alarmTitle} from '../alarms/view.js';
import {Icon} from '../frame/icons.js';
import {Bar, Coverage, Watts} from '../frame/parts.js';
import {State} from '../overview/tile.js';
import {Hours, Sums} from '../overview/energy.js';

/** @param {{name: EndName, icon: string, end: End, today: Page['today'], children?: [any]}} props */
const Big = ({name, icon, end, today, children}) => html`
  <section class="big ${name} ${end.direction}" aria-labelledby="wall-${name}">
    <h2 id="wall-${name}"><${Icon} name=${icon} />${t(`flow.${name}`)}</h2>
    <${Watts} watts=${end.watts} estimated=${end.estimated} />
    <p class="big-line">${t(`direction.${end.direction}`)}${children}</p>
    <${Sums} today=${today} end=${name} />
    <${Coverage} of=${end.coverage} estimated=${end.estimated} />
  </section>
`;

const SHOWN = 3;

/** @param {{page: Page}} props */
const Alarm = ({page}) => {
  const {fresh} = page.alarms;
  const protocols = new Map(page.units.map((unit) => [unit.id, unit.about.protocol]));
  return (
    fresh.length > 0 &&
    html`<p class="wall-alarm"><${Icon} name="warning" />${fresh
        .slice(0, SHOWN)
        .map((alarm) => [alarm.inverter, alarmTitle(alarm, protocols.get(alarm.inverter ?? ''))].filter(Boolean).join(': '))
        .join(' · ')}${fresh.length > SHOWN && ` · +${fresh.length - SHOWN}`}</p>`
  );
};

/** @param {KeyboardEvent} event */
function leaveOnEscape(event) {
  if (event.key === 'Escape') {
    location.hash = '#/';
  }
}

/** @param {{page: Page}} props */
export const Wall = ({page}) => {
  useEffect(() => {
    stayAwake(true);
    addEventListener('keydown', leaveOnEscape);
    return () => {
      stayAwake(false);
      removeEventListener('keydown', leaveOnEscape);
    };
  }, []);
  const {system, units, hub, today, battery} = page;
  const ends = system && flow(system);
  const charges = chargesOf(battery);
  const shown = charges.length > 0 ? charges.map(({name, battery: one}) => ({name, soc: one.soc})) : [{name: null, soc: ends?.battery.soc ?? null}];
  return html`
    <main class="wall" id="content">
      <header>
        <h1>${new Intl.DateTimeFormat(locale(), there({timeStyle: 'short'})).format(new Date())}</h1>
        ${hub.status === 'lost'
          ? html`<p class="wall-lost"><${Icon} name="cloud" />${t('lost.title')} ${span(Math.floor((monotonic() - hub.since) / 1000))}</p>`
          : html`<p class="hub ${hub.status}" role="status"><span class="dot" aria-hidden="true"></span>${t(`hub.${hub.status}`)}</p>`}
        <a class="plain" href="#/"><${Icon} name="close" />${t('wall.leave')}</a>
      </header>
      <${Alarm} page=${page} />
      ${ends
        ? html`<div class="bigs ${page.frozen ? 'frozen' : ''}">
            <${Big} name="pv" icon="sun" end=${ends.pv} today=${today} />
            <${Big} name="load" icon="house" end=${ends.load} today=${today} />
            <${Big} name="grid" icon="grid" end=${ends.grid} today=${today} />
            <${Big} name="battery" icon="battery" end=${ends.battery} today=${today}>
              ${shown.map(({name, soc}) => html`<span class="soc">${name !== null && html`<span>${name}</span>`}<${Bar} percent=${soc} kind="charge" /><span class="figure">${number(soc)}</span> %</span>`)}
              <${Hours} battery=${battery} />
            <//>
          </div>`
        : html`<p class="faint">${t('flow.none')}</p>`}
      <ul class="wall-units ${page.frozen ? 'frozen' : ''}">
        ${units.map((unit) => html`<li class=${unit.condition}><strong>${unit.id}</strong><${State} unit=${unit} /><span class="figure">${unit.stale || unit.condition === 'offline' ? '–' : powerText(unit.load)}</span></li>`)}
      </ul>
      ${!canStayAwake() && html`<p class="faint">${t('wall.sleeps')}</p>`}
    </main>
  `;
};
