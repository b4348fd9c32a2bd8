// How the hub gets on with its broker of MQTT; nothing where it has none.

import {ApiError, get} from '../api.js';
import {html, useEffect, useState} from '../html.js';
import {moment} from '../format.js';
import {t} from '../i18n.js';
import {Icon} from './icons.js';

const LOOK_EVERY_MS = 5000;

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

export const Broker = () => {
  const [{mqtt, broker}, tell] = useState(/** @type {Ready} */ ({}));
  useEffect(() => {
    const look = async () => tell(await ready());
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
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
