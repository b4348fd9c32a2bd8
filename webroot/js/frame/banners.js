// What must be seen before anything else: the hub is lost, or nothing may be read.

import {html} from '../html.js';
import {monotonic} from '../freshness.js';
import {moment, span} from '../format.js';
import {t} from '../i18n.js';
import {browserZone, differs, hubZone} from '../zone.js';
import {Icon} from './icons.js';

/** @param {{hub: Page['hub'], told: boolean, picture: Page['picture']}} props */
const What = ({hub, told, picture}) => {
  const age = span(Math.floor((monotonic() - hub.since) / 1000));
  if (picture) {
    return t('lost.picture', {at: moment(new Date(picture.at).toISOString()), age});
  }
  return told ? t('lost.old', {age}) : t('lost.never');
};

/**
 * The browser has lost the hub, or has not reached it: nothing on the page is live, whatever the units do.
 *
 * @param {{hub: Page['hub'], told: boolean, picture: Page['picture']}} props
 */
export const HubLost = ({hub, told, picture}) =>
  hub.status === 'lost' &&
  html`
    <div class="banner lost">
      <${Icon} name="cloud" />
      <div>
        <strong role="alert">${t(picture ? 'lost.away' : 'lost.title')}</strong>
        <p><${What} hub=${hub} told=${told} picture=${picture} />${' '}${t('lost.retry')}</p>
      </div>
    </div>
  `;

/** Whoever looks from elsewhere is told whose days and hours these are. */
export const OtherZone = () =>
  differs() && html`<p class="elsewhere">${t('zone.other', {hub: hubZone(), here: browserZone()})}</p>`;
