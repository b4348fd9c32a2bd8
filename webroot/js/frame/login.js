// Who wants to change something says who they are.

import {html, useState} from '../html.js';
import {t} from '../i18n.js';
import {Dialog} from './dialog.js';

/** @param {{onLogin: (user: string, password: string) => Promise<void>, onClose: () => void}} props */
export const Login = ({onLogin, onClose}) => {
  const [state, setState] = useState({busy: false, error: ''});
  /** @param {SubmitEvent & {target: HTMLFormElement}} event */
  async function submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    setState({busy: true, error: ''});
    try {
      await onLogin(String(form.get('user')), String(form.get('password')));
      onClose();
    } catch (failure) {
      const error = /** @type {any} */ (failure);
      setState({busy: false, error: error.status ? error.message : t('lost.title')});
    }
  }
  return html`
    <${Dialog} title=${t('session.title')} onClose=${onClose}>
      <form onSubmit=${submit}>
        <label class="field"><span>${t('session.user')}</span><input name="user" autocomplete="username" autocapitalize="none" required autofocus /></label>
        <label class="field"><span>${t('session.password')}</span><input name="password" type="password" autocomplete="current-password" required /></label>
        <p class="error" role="alert">${state.error}</p>
        <div class="buttons"><button type="button" class="plain" onClick=${onClose}>${t('cancel')}</button><button class="primary" disabled=${state.busy}>${t('session.login')}</button></div>
      </form>
    <//>
  `;
};
