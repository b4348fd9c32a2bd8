// The first user of a hub that has none: whoever sets it up says who may change things from then on.

import {html, useState} from '../html.js';
import {t} from '../i18n.js';

const NAME = /^[A-Za-z0-9._-]{1,32}$/;
const LEAST = 8;
const CODE = /^([\s-]*[A-Za-z0-9]){8}[\s-]*$/;
/** Where the code is, by how the hub is installed. */
const PLACES = {service: 'journalctl -u sunherd', container: 'docker compose logs hub', line: 'sunherd code'};

/** @param {{user: string}} props */
const isName = ({user}) => NAME.test(user);
/** @param {{password: string}} props */
const isPassword = ({password}) => password.length >= LEAST;

/** @param {{code: string}} props */
const isCode = ({code}) => CODE.test(code);

/**
 * Whether the hub would take it.
 *
 * @param {{user: string, password: string, code: string}} typed
 * @param {boolean} [needsCode]
 */
export const isOwner = (typed, needsCode = false) => isName(typed) && isPassword(typed) && (!needsCode || isCode(typed));

/** What is typed, and the way to the hub. */
export function useOwner() {
  const [state, setState] = useState({user: '', password: '', code: '', shown: false, asked: 0, busy: false, error: ''});
  const change = (/** @type {Partial<typeof state>} */ changes) => setState((known) => ({...known, ...changes}));
  return {
    ...state,
    typed: state,
    change,
    /** From now on what is missing is told. */
    show: () => change({asked: state.asked + 1}),
    /**
     * Whether the hub has a user now.
     *
     * @param {(user: string, password: string, code: string) => Promise<void>} send
     */
    async claim(send) {
      change({busy: true, error: ''});
      try {
        await send(state.user, state.password, state.code.trim());
        change({busy: false, user: '', password: '', code: '', asked: 0});
        return true;
      } catch (failure) {
        const error = /** @type {any} */ (failure);
        change({busy: false, error: error.status ? error.message : t('lost.title')});
        return false;
      }
    },
  };
}

/** @param {{id: string, wrong: boolean, text: string}} props */
const Problem = ({id, wrong, text}) => html`<p class="error" id=${id} role="alert">${wrong ? text : ''}</p>`;

/**
 * What another machine needs, and where it is.
 *
 * @param {{owner: ReturnType<typeof useOwner>}} props
 */
export const Code = ({owner}) => {
  const wrong = (owner.asked > 0 || owner.code.length > 8) && !isCode(owner);
  return html`
    <section class="card code" aria-labelledby="code-title">
      <h2 id="code-title">${t('setup.code.title')}</h2>
      <p>${t('setup.code.why')}</p>
      <dl>${Object.entries(PLACES).map(([name, line]) => html`<dt>${t(`setup.code.${name}`)}</dt><dd><code>${line}</code></dd>`)}</dl>
      <label class="field"><span>${t('setup.code.label')}</span>
        <input name="code" autocomplete="off" autocapitalize="characters" spellcheck=${false} placeholder="XXXX-XXXX" maxlength="20" value=${owner.code} aria-invalid=${wrong} aria-describedby="owner-code" onInput=${(event) => owner.change({code: event.target.value})} />
      </label>
      <${Problem} id="owner-code" wrong=${wrong} text=${t('setup.code.bad')} />
      <p class="faint">${t('setup.code.here')}</p>
    </section>
  `;
};

/** @param {{owner: ReturnType<typeof useOwner>}} props */
export const Owner = ({owner}) => {
  const {user, password, shown, asked, error} = owner;
  const wrongName = (asked > 0 || user !== '') && !isName(owner);
  const wrongPassword = (asked > 0 || password !== '') && !isPassword(owner);
  return html`
    <section class="card owner" aria-labelledby="owner-title">
      <h2 id="owner-title">${t('setup.owner.title')}</h2>
      <p class="faint">${t('setup.owner.why')}</p>
      <div class="pair">
        <div>
          <label class="field"><span>${t('session.user')}</span>
            <input name="user" autocomplete="username" autocapitalize="none" spellcheck=${false} value=${user} aria-invalid=${wrongName} aria-describedby="owner-user" onInput=${(event) => owner.change({user: event.target.value})} />
          </label>
          <${Problem} id="owner-user" wrong=${wrongName} text=${t('setup.owner.bad_user')} />
        </div>
        <div>
          <label class="field"><span>${t('session.password')}</span>
            <input name="password" type=${shown ? 'text' : 'password'} autocomplete="new-password" autocapitalize="none" spellcheck=${false} value=${password} aria-invalid=${wrongPassword} aria-describedby="owner-password" onInput=${(event) => owner.change({password: event.target.value})} />
          </label>
          <${Problem} id="owner-password" wrong=${wrongPassword} text=${t('setup.owner.bad_password', {least: LEAST})} />
          <label class="tick"><input type="checkbox" checked=${shown} onChange=${(event) => owner.change({shown: event.target.checked})} /><span>${t('setup.owner.show')}</span></label>
        </div>
      </div>
      <p class="error" role="alert">${error}</p>
    </section>
  `;
};
