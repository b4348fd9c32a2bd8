// What a scan has found: each inverter with a tick and a name, and below, quietly, what did not answer.

import {html, useState} from '../html.js';
import {hostOf, isAddress, within} from './draft.js';
import {t} from '../i18n.js';
import {Icon} from '../frame/icons.js';
import {Name, PlaceProblem} from './fields.js';

/**
 * Where an offer is, in words.
 *
 * @param {Row} row
 * @param {Row[]} rows
 */
export const whereOf = (row, rows) =>
  row.place.via ? t('setup.via', {id: hostOf(row, rows)?.id ?? '–', unit: row.place.unit}) : row.place.device;

/** @param {{row: Row}} props */
const Facts = ({row}) => html`
  <p class="facts-line faint">
    ${row.protocol && html`<span>${t('unit.protocol')} ${row.protocol}</span>`}
    <span>${row.serial ? `${t('unit.serial')} ${row.serial}` : t('unit.no_serial')}</span>
  </p>
`;

/** @param {{row: Row, rows: Row[], problems: Problems, wrong: Wrong, setup: Setup}} props */
const Offer = ({row, rows, problems, wrong, setup}) => {
  const isPossible = within(row, rows);
  const isOn = row.on && isPossible;
  return html`
    <li class="offer card ${isOn ? 'on' : ''}" data-place=${row.place.device ?? row.serial}>
      <div>
        <label class="tick">
          <input type="checkbox" checked=${isOn} disabled=${!isPossible} onChange=${(event) => setup.edit(row.key, {on: event.target.checked})} />
          <span><strong>${row.model ?? t('setup.inverter')}</strong> <span class="where">${whereOf(row, rows)}</span></span>
        </label>
        <${Facts} row=${row} />
        ${!isPossible && html`<p class="faint">${t('setup.host_first', {id: hostOf(row, rows)?.id ?? '–'})}</p>`}
      </div>
      ${isOn && html`<${Name} row=${row} problems=${problems} wrong=${wrong} setup=${setup} />`}
      <${PlaceProblem} row=${row} problems=${problems} wrong=${wrong} />
    </li>
  `;
};

/**
 * What the scan is about, while it goes on and after.
 *
 * @param {{scan: Setup['state']['scan'], count: number, now: number}} props
 */
const Progress = ({scan, count, now}) => html`
  <div role="status" aria-live="polite">
    ${scan.busy
      ? html`<p class="pending"><span class="dot" aria-hidden="true"></span>${t('setup.asking')}<span class="faint" aria-hidden="true">${Math.floor((now - scan.began) / 1000)}\u202fs</span></p>`
      : scan.at && html`<p class="${count ? 'faint' : 'only-heard'}">${t('setup.found', {n: count})}</p>`}
  </div>
`;

const Nothing = () => html`
  <div class="nothing">
    <h3>${t('setup.nothing.title')}</h3>
    <ul>${['cable', 'rights', 'other', 'container', 'address'].map((name) => html`<li>${t(`setup.nothing.${name}`)}</li>`)}</ul>
  </div>
`;

/**
 * Ports without an inverter, and addresses that were typed while another scan was under way.
 *
 * @param {{scan: Setup['state']['scan'], addresses: string[]}} props
 */
const Silent = ({scan, addresses}) => {
  const told = scan.found.filter(({error, configured}) => error && !configured);
  const late = scan.busy ? [] : addresses.filter((address) => !scan.found.some(({device}) => device === address));
  return (
    told.length + late.length > 0 &&
    html`<details class="silent" open=${late.length > 0 || told.some(({device}) => addresses.includes(device ?? ''))}>
      <summary>${t('setup.silent', {n: told.length + late.length})}</summary>
      <ul>
        ${told.map(({device, error}) => html`<li>${!error?.includes(device ?? '') && html`<code>${device}</code> `}<span class="faint">${error}</span></li>`)}
        ${late.map((address) => html`<li><code>${address}</code> <span class="faint">${t('setup.not_asked')}</span></li>`)}
      </ul>
    </details>`
  );
};

/** @param {{setup: Setup, busy: boolean}} props */
const Another = ({setup, busy}) => {
  const [text, setText] = useState('');
  const [bad, setBad] = useState(false);
  /** @param {Event} event */
  function ask(event) {
    event.preventDefault();
    setBad(!isAddress(text.trim()));
    if (isAddress(text.trim()) && !busy) {
      setup.ask(text.trim());
      setText('');
    }
  }
  return html`
    <details class="another">
      <summary>${t('setup.another')}</summary>
      <label class="field"><span>${t('setup.address')}</span>
        <input value=${text} autocapitalize="none" autocomplete="off" spellcheck=${false} aria-invalid=${bad} aria-describedby="address-help"
          onInput=${(event) => setText(event.target.value)}
          onKeyDown=${(event) => event.key === 'Enter' && ask(event)} />
      </label>
      <p id="address-help" class=${bad ? 'error' : 'faint'} role=${bad ? 'alert' : undefined}>${t('setup.address_help')}</p>
      <button type="button" aria-disabled=${busy} onClick=${ask}>${t('setup.ask')}</button>
    </details>
  `;
};

/** @param {{rows: Row[], problems: Problems, wrong: Wrong, setup: Setup, page: Page, isFirst: boolean}} props */
export const Offers = ({rows, problems, wrong, setup, page, isFirst}) => {
  const {scan, addresses} = setup.state;
  const offered = rows.filter((row) => !row.was);
  const isNothing = scan.at && !scan.busy && offered.length === 0;
  return html`
    <section class="offers" aria-labelledby="offers-title">
      <h2 id="offers-title" class=${isFirst ? 'only-heard' : ''}>${t('setup.offers')}</h2>
      <${Progress} scan=${scan} count=${offered.length} now=${page.now} />
      <p class="error" role="alert">${scan.error}</p>
      <ul>${offered.map((row) => html`<${Offer} key=${row.key} row=${row} rows=${rows} problems=${problems} wrong=${wrong} setup=${setup} />`)}</ul>
      ${isNothing && (isFirst ? html`<${Nothing} />` : html`<p class="faint">${t('setup.no_other')}</p>`)}
      <${Silent} scan=${scan} addresses=${addresses} />
      <div class="looking">
        <button type="button" aria-disabled=${scan.busy} onClick=${setup.scan}><${Icon} name="search" /> ${t(scan.at ? 'setup.again' : 'setup.scan')}</button>
        <${Another} setup=${setup} busy=${scan.busy} />
      </div>
    </section>
  `;
};
