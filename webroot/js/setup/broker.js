// How the hub gets on with its broker of MQTT; nothing where it has none.

import {ApiError, get, oneAtATime} from '../api.js';
import {html, useEffect, useState} from '../html.js';
import {moment} from '../format.js';
import {t} from '../i18n.js';
import {Icon} from '../frame/icons.js';

const LOOK_EVERY_MS = 5000;
/** Where there is none: one comes with another configuration only. */
const LOOK_SELDOM_MS = 60000;

/** @typedef {{mqtt?: string, broker?: {at: string, since: string | null}}} Ready */

/**
 * What the hub says of its parts; one of which a part is ill says as much. One that is lost says nothing.
 *
 * @returns {Promise<Ready>}
 */
async function ready() {
  try {
    return await get('health/ready');
  } catch (error) {
    return error instanceof ApiError ? /** @type {Ready} */ (error.body) : {};
  }
}

/** @param {{version: string | undefined}} props of the configuration: with another one there may be a broker */
export const Broker = ({version}) => {
  const [{mqtt, broker}, tell] = useState(/** @type {Ready} */ ({}));
  const isThere = Boolean(broker);
  useEffect(() => {
    const look = oneAtATime(async () => {
      if (!document.hidden) {
        tell(await ready());
      }
    });
    look();
    const timer = setInterval(look, isThere ? LOOK_EVERY_MS : LOOK_SELDOM_MS);
    return () => clearInterval(timer);
  }, [isThere, version]);
  return (
    broker &&
    html`<section class="broker" aria-labelledby="broker-title">
      <h2 id="broker-title">${t('broker.title')}</h2>
      ${mqtt === 'ok'
        ? html`<p>${broker.since ? t('broker.connected', {at: broker.at, since: moment(broker.since)}) : t('broker.connecting', {at: broker.at})}</p>`
        : html`<p class="why"><${Icon} name="warning" />${mqtt}</p>`}
    </section>`
  );
};
