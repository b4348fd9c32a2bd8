// The screen in the hallway: big figures, nothing to press but the way out.

import {html, useEffect} from '../html.js';
import {number, powerText, span} from '../format.js';
import {flow} from '../flow.js';
import {locale, t} from '../i18n.js';
import {warningTitle} from '../labels.js';
import {there} from '../zone.js';
import {canStayAwake, stayAwake} from '../wake.js';
import {monotonic} from '../freshness.js';
import {Icon} from './icons.js';
import {Bar, Coverage, Watts} from './parts.js';
import {State} from './tile.js';

/** @param {{name: string, icon: string, end: End, children?: [any]}} props */
const Big = ({name, icon, end, children}) => html`
  <section class="big ${name} ${end.direction}" aria-labelledby="wall-${name}">
    <h2 id="wall-${name}"><${Icon} name=${icon} />${t(`flow.${name}`)}</h2>
    <${Watts} watts=${end.watts} estimated=${end.estimated} />
    <p class="big-line">${t(`direction.${end.direction}`)}${children}</p>
    <${Coverage} of=${end.coverage} estimated=${end.estimated} />
  </section>
`;

/** @param {{page: Page}} props */
const Alarm = ({page}) => {
  const alarms = [...page.alarms.active.values()].filter((alarm) => !alarm.acknowledged);
  const protocols = new Map(page.units.map((unit) => [unit.id, unit.about.protocol]));
  return (
    alarms.length > 0 &&
    html`<p class="wall-alarm"><${Icon} name="warning" />${alarms
        .slice(0, 3)
        .map((alarm) => `${alarm.unit}: ${alarm.source === 'state' ? t('alarms.unreachable') : warningTitle(protocols.get(alarm.unit), alarm.name)}`)
        .join(' · ')}</p>`
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
  const {system, units, hub} = page;
  const ends = system && flow(system);
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
            <${Big} name="pv" icon="sun" end=${ends.pv} />
            <${Big} name="load" icon="house" end=${ends.load} />
            <${Big} name="grid" icon="grid" end=${ends.grid} />
            <${Big} name="battery" icon="battery" end=${ends.battery}>
              <span class="soc"><${Bar} percent=${ends.battery.soc} kind="charge" /><span class="figure">${number(ends.battery.soc)}</span> %</span>
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
