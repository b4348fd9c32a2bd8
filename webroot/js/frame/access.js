// Why nothing can be changed yet, and what helps.

import {html} from '../html.js';
import {t} from '../i18n.js';
import {Icon} from './icons.js';

/**
 * `of` names the texts that say what it is that cannot be changed.
 *
 * @param {{of: string, session: Page['session'], actions: Actions}} props
 */
export const Access = ({of, session, actions}) => {
  if (session.role === 'operator' || !session.known) {
    return null;
  }
  if (session.user) {
    return html`<p class="note"><${Icon} name="user" />${t(`${of}.viewer`)}</p>`;
  }
  return html`<p class="note"><${Icon} name="user" />${session.users
    ? html`${t(`${of}.login`)} <button type="button" class="primary" onClick=${actions.askLogin}>${t('session.login')}</button>`
    : html`<span>${t('access.none')} <code>sunherd passwd NAME --role operator</code></span>`}</p>`;
};
