// Which inverters there are: the first start, and every change of them later.

import {html, useEffect, useRef} from '../html.js';
import {chosen, offersOf, problemsOf, rowsOf} from './draft.js';
import {moment} from '../format.js';
import {t} from '../i18n.js';
import {createSetup} from './setup.js';
import {browserZone, differs, hubZone} from '../zone.js';
import {Access} from '../frame/access.js';
import {Broker} from './broker.js';
import {Configured} from './configured.js';
import {Icon} from '../frame/icons.js';
import {liveOf} from './live.js';
import {Offers} from './offers.js';
import {Code, Owner, isOwner, useOwner} from './owner.js';
import {TakeBack, Taken} from './restore.js';
import {Review} from './review.js';

const LOOK_EVERY_MS = 5000;
const LOOK_SOON_MS = 500;
/** From one look at what units do to the next: a line of 2400 baud needs a second or two for it. */
const WATCH_EVERY_MS = 4000;

/**
 * The last change of the file, where the hub has refused it.
 *
 * @param {{config: Setup['state']['config']}} props
 */
const Refused = ({config}) =>
  config?.refused &&
  html`
    <section class="refused" role="alert">
      <h2><${Icon} name="warning" />${t('setup.refused', {file: config.file ?? ''})}</h2>
      <p>${t('setup.refused_why', {at: moment(config.refused.at)})}</p>
      <ul>${config.refused.mistakes.map((mistake) => html`<li>${mistake}</li>`)}</ul>
    </section>
  `;

/**
 * What the hub has said that belongs to no single inverter.
 *
 * @param {{wrong: Setup['state']['wrong'], box: {current: HTMLElement | null}}} props
 */
const Above = ({wrong, box}) => html`
  <div class="wrong" role="alert" tabindex="-1" ref=${box}>
    ${wrong.above.map((mistake) => html`<p class="why"><${Icon} name="fault" />${mistake}</p>`)}
  </div>
`;

/** @param {{setup: Setup}} props */
const Newer = ({setup}) =>
  setup.state.newer &&
  html`<p class="note" role="status"><${Icon} name="differ" />${t('setup.newer')}
    <button type="button" class="primary" onClick=${setup.readAgain}>${t('setup.read_again')}</button></p>`;

/** @param {{saved: any, box: {current: HTMLElement | null}}} props */
const Saved = ({saved, box}) => html`
  <div role="status" tabindex="-1" ref=${box}>
    ${saved &&
    html`<p class="note"><${Icon} name="check" />${t(saved.changed ? 'setup.saved' : 'setup.unchanged')}
      ${saved.backup && html`<span class="faint">${t('setup.backup', {file: saved.backup})}</span>`}</p>`}
  </div>
`;

/**
 * A hub in a container is often in none; whoever sets it up usually stands beside it.
 *
 * @param {{setup: Setup}} props
 */
const Zone = ({setup}) => html`
  <label class="tick zone">
    <input type="checkbox" checked=${setup.state.ownZone} onChange=${(event) => setup.setOwnZone(event.target.checked)} />
    <span>${t('zone.offer', {hub: hubZone(), here: browserZone()})}</span>
  </label>
`;

/** @param {{isFirst: boolean, mayEdit: boolean, config: Setup['state']['config']}} props */
const Intro = ({isFirst, mayEdit, config}) => html`
  <h1>${t(!isFirst ? 'nav.setup' : mayEdit ? 'setup.title' : 'setup.none_yet')}</h1>
  ${mayEdit && html`<p class="faint">${t(isFirst ? 'setup.steps' : 'setup.how', {file: config?.file ?? ''})}</p>`}
`;

/**
 * The first field that is wrong gets the keyboard.
 *
 * @param {HTMLElement | null} form
 */
function focusWrong(form) {
  const field = form?.querySelector('[aria-invalid=true]');
  if (field instanceof HTMLElement) {
    field.focus();
  }
}

/**
 * It lasts as long as the page: what was typed stays while one looks at other views.
 *
 * @type {Setup | null}
 */
let kept = null;

/**
 * What there is to be seen and done, by what is known and typed at this moment.
 *
 * @param {Page} page
 * @param {Setup} setup
 */
function sceneOf({session, first, found, units}, setup) {
  const {config, scan, edits, names} = setup.state;
  const inverters = config?.inverters ?? [];
  const isFirst = first && inverters.length === 0;
  const isLocked = config?.editable === false;
  const mayEdit = session.unclaimed ? !isLocked : session.role === 'operator' && config?.editable === true;
  const offers = offersOf(inverters, scan.found, found);
  const serialOf = (/** @type {string} */ id) => units.find((unit) => unit.id === id)?.about.serial ?? null;
  const rows = rowsOf({inverters, offers, edits: mayEdit ? edits : new Map(), names, wanted: isFirst, serialOf});
  return {isFirst, isLocked, mayEdit, offers, rows, problems: problemsOf(rows)};
}

/**
 * What the configured units do.
 *
 * @param {Page} page
 * @returns {Map<string, Watched>}
 */
const watchedOf = ({units, now}) =>
  new Map(
    units.flatMap((unit) => {
      const live = liveOf(unit, now);
      return live ? [[`is ${unit.id}`, {load: live.ac_watt, pv: live.pv_watts, born: live.born}]] : [];
    }),
  );

/**
 * Looks what units do as long as the set-up is on the screen, each time some seconds after the answer before.
 *
 * @param {Page} page
 * @param {Setup} setup
 * @param {boolean} isWanted whether there are any that only the hub can look at
 */
function useWatch(page, setup, isWanted) {
  const latest = useRef(/** @type {any} */ (null));
  latest.current = page;
  useEffect(() => {
    /** @type {number | undefined} */
    let timer;
    let isOver = false;
    async function look() {
      if (!document.hidden) {
        await setup.watch(isWanted, () => watchedOf(latest.current));
      }
      if (!isOver) {
        timer = setTimeout(look, WATCH_EVERY_MS);
      }
    }
    look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isWanted]);
}

/** @param {{page: Page, actions: Actions}} props */
export const SetupPage = ({page, actions}) => {
  const {session} = page;
  kept ??= createSetup(actions);
  const setup = kept;
  const {config, scan, edits, wrong, refusals, busy, review, saved, taken} = setup.state;
  const owner = useOwner();
  const form = useRef(null);
  const above = useRef(null);
  const done = useRef(null);
  const told = useRef(null);
  const {isFirst, isLocked, mayEdit, offers, rows, problems} = sceneOf(page, setup);
  const some = chosen(rows).length > 0;
  const isTaking = taken !== null && !taken.applied;
  const isSwift = setup.isSwift(page.now);
  const isIdle = !busy && !owner.busy; // whoever is becoming the owner may ask nothing for a moment
  useWatch(page, setup, mayEdit && !session.code_needed && isIdle && rows.some(({was}) => !was));

  useEffect(() => {
    if (!session.known || session.code_needed) {
      return undefined;
    }
    setup.enter();
    const timer = setInterval(setup.look, isSwift ? LOOK_SOON_MS : LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [session.user, session.known, session.code_needed, isSwift]);
  useEffect(() => {
    if (isFirst && mayEdit && scan.at === null && session.known && !session.code_needed) {
      setup.scan();
    }
  }, [isFirst, mayEdit]);
  useEffect(() => {
    if (wrong.above.length > 0) {
      above.current.focus();
    } else {
      focusWrong(form.current);
    }
  }, [refusals]);
  useEffect(() => focusWrong(form.current), [owner.asked]);
  useEffect(() => {
    if (saved) {
      done.current.focus();
    }
  }, [saved]);
  useEffect(() => {
    if (taken) {
      told.current.focus();
    }
  }, [taken]);

  /** @param {Row[]} chosenRows */
  async function start(chosenRows) {
    if (session.unclaimed && !(await owner.claim(actions.claim))) {
      return;
    }
    if (await setup.save(chosenRows, differs())) {
      location.hash = '#/';
      document.getElementById('content')?.focus();
    }
  }
  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    if (setup.state.busy || owner.busy) {
      return;
    }
    owner.show();
    if (session.code_needed) {
      if (isOwner(owner.typed, true)) {
        owner.claim(actions.claim);
      }
      return;
    }
    // What was typed a moment ago may not have been drawn yet.
    const now = sceneOf(page, setup);
    if (now.problems.size > 0 || (session.unclaimed && !isOwner(owner.typed))) {
      return;
    }
    if (isFirst) {
      start(now.rows);
    } else {
      setup.review(now.rows);
    }
  }

  if (!session.known) {
    return html`<p class="faint connecting" role="status">${t('connecting')}</p>`;
  }
  if (session.code_needed) {
    return html`
      <form class="setup" ref=${form} onSubmit=${submit} novalidate>
        <h1>${t('setup.first')}</h1>
        <${Code} owner=${owner} />
        <${Owner} owner=${owner} />
        <div class="buttons"><button class="primary" aria-disabled=${owner.busy}>${t('setup.code.go')}</button></div>
      </form>
    `;
  }
  const shared = {rows, offers, problems, wrong: wrong.byRow, setup, page};
  return html`
    <form class="setup" ref=${form} onSubmit=${submit} novalidate>
      <${Intro} isFirst=${isFirst} mayEdit=${mayEdit} config=${config} />
      <${Refused} config=${config} />
      ${isLocked ? html`<p class="note"><${Icon} name="warning" />${config?.reason}</p>` : !session.unclaimed && html`<${Access} of="setup.access" session=${session} actions=${actions} />`}
      ${setup.state.unread && !session.unclaimed && html`<p class="why" role="alert">${setup.state.unread}</p>`}
      <${Newer} setup=${setup} />
      <${Above} wrong=${wrong} box=${above} />
      <${Saved} saved=${saved} box=${done} />
      <${Taken} setup=${setup} box=${told} />
      <${Configured} ...${shared} mayEdit=${mayEdit} />
      <${Broker} version=${config?.version} />
      ${mayEdit && !isTaking && html`<${Offers} ...${shared} isFirst=${isFirst} />`}
      ${mayEdit && isFirst && !taken && html`<${TakeBack} setup=${setup} />`}
      ${mayEdit && isFirst && some && differs() && html`<${Zone} setup=${setup} />`}
      ${mayEdit && session.unclaimed && some && html`<${Owner} owner=${owner} />`}
      ${mayEdit && !isTaking && (some || !isFirst) &&
      html`<div class="buttons">
        ${!isFirst && edits.size > 0 && html`<button type="button" class="plain" onClick=${setup.discard}>${t('setup.discard')}</button>`}
        <button class="primary" aria-disabled=${Boolean(busy) || owner.busy}>${t(isFirst ? (busy ? 'setup.saving' : 'setup.save') : 'setup.review')}</button>
      </div>`}
    </form>
    ${review && html`<${Review} answer=${review} rows=${review.rows} busy=${busy} onSave=${() => setup.save(review.rows)} onClose=${setup.closeReview} />`}
  `;
};
