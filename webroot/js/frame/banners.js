// What must be seen before anything else: the hub is lost, or nothing may be read.

import {html} from '../html.js';
import {monotonic} from '../freshness.js';
import {span} from '../format.js';
import {t} from '../i18n.js';
import {browserZone, differs, hubZone} from '../zone.js';
import {Icon} from './icons.js';

/**
 * The browser has lost the hub: nothing on the page is live, whatever the units do.
 *
 * @param {{hub: Page['hub'], told: boolean}} props
 */
export const HubLost = ({hub, told}) =>
  hub.status === 'lost' &&
  html`
    <div class="banner lost">
      <${Icon} name="cloud" />
      <div>
        <strong role="alert">${t('lost.title')}</strong>
        <p>
          ${told ? t('lost.old', {age: span(Math.floor((monotonic() - hub.since) / 1000))}) : t('lost.never')}
          ${' '}${t('lost.retry')}
        </p>
      </div>
    </div>
  `;

/** Whoever looks from elsewhere is told whose days and hours these are. */
export const OtherZone = () =>
  differs() && html`<p class="elsewhere">${t('zone.other', {hub: hubZone(), here: browserZone()})}</p>`;
