// Who wants to change something says who they are.

import {html, useState} from '../html.js';
import {t} from '../i18n.js';
import {Dialog} from './dialog.js';

export const Login = ({onLogin, onClose}) => {
  const [state, setState] = useState({busy: false, error: null});
  async function submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    setState({busy: true, error: null});
    try {
      await onLogin(form.get('user'), form.get('password'));
      onClose();
    } catch (error) {
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
