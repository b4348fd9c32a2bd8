// A backup that is taken back, as long as no inverter is configured.

import {html, useState} from '../html.js';
import {t} from '../i18n.js';
import {Icon} from '../frame/icons.js';

/** @param {{sent: number}} props */
const Sending = ({sent}) => html`
  <div class="sending">
    <progress value=${sent} max="1" aria-label=${t('setup.take.title')}></progress>
    <span aria-hidden=${sent < 1}>${t(sent < 1 ? 'setup.take.sending' : 'setup.take.checking', {percent: Math.floor(sent * 100)})}</span>
  </div>
`;

/** @param {{setup: Setup}} props */
export const TakeBack = ({setup}) => {
  const {busy, take} = setup.state;
  const [file, setFile] = useState(/** @type {File | null} */ (null));
  const [isAsked, ask] = useState(false);
  const isMissing = isAsked && !file;
  const error = isMissing ? t('setup.take.none') : take.error;
  async function go() {
    ask(true);
    if (file && (await setup.takeBack(file))) {
      location.hash = '#/setup'; // the overview would not tell what came of it
    }
  }
  return html`
    <details class="take-back" open=${Boolean(take.error) || busy === 'take'}>
      <summary>${t('setup.take.title')}</summary>
      <p class="faint">${t('setup.take.why')}</p>
      <label class="field"><span>${t('setup.take.file')}</span>
        <input type="file" accept=".zip,application/zip" disabled=${busy === 'take'} aria-invalid=${isMissing} aria-describedby="take-wrong"
          onChange=${(event) => setFile(event.target.files[0] ?? null)} />
      </label>
      <p class="error" id="take-wrong" role="alert">${error}</p>
      <div role="status">${busy === 'take' && html`<${Sending} sent=${take.sent} />`}</div>
      <button type="button" aria-disabled=${Boolean(busy)} onClick=${go}>${t('setup.take.go')}</button>
    </details>
  `;
};

/** @param {{setup: Setup, box: {current: HTMLElement | null}}} props */
export const Taken = ({setup, box}) => {
  const {taken} = setup.state;
  /** @param {Event} event */
  function close(event) {
    event.preventDefault();
    setup.forgetTaken();
    location.hash = '#/';
    document.getElementById('content')?.focus();
  }
  return html`
    <div role="status" tabindex="-1" ref=${box}>
      ${taken &&
      html`<section class="card taken">
        <h2><${Icon} name="check" />${t('setup.take.done', {n: taken.inverters})}</h2>
        <p>${t('setup.take.on')}</p>
        ${taken.notes.length > 0 && html`<ul>${taken.notes.map((note) => html`<li>${note}</li>`)}</ul>`}
        ${taken.backup && html`<p class="faint">${t('setup.backup', {file: taken.backup})}</p>`}
        <a href="#/" onClick=${close}>${t('nav.back')}</a>
      </section>`}
    </div>
  `;
};
