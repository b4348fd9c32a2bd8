// Starts the page: texts, session, stream; draws whenever something came, and once a second.

import {html, render} from './html.js';
import {ApiError, askOfWhatIsThere, carry, get, isAway, newest, oneAtATime, post} from './api.js';
import {alarmed, ask, listed, missed} from './alarms/alarms.js';
import {askFound, askRefused} from './besides.js';
import {preferred, speak} from './i18n.js';
import {learn} from './labels.js';
import {hearOfFiles, keepFiles} from './kept/files.js';
import {createVersion, isBusy} from './kept/version.js';
import {forgetPicture, keepPicture, keepPictures, ownPicture, showPicture} from './kept/keeper.js';
import {asksToday, connected, createModel, keepSystem, take} from './model.js';
import {pageOf, titleOf} from './page.js';
import {applyTheme, onScheme, recall, remember} from './prefs.js';
import {openStream} from './stream.js';
import {App} from './frame/app.js';
import {fetchWhile} from './frame/later.js';

const DRAW_EVERY_MS = 200;
const BESIDES_EVERY_MS = 60000;
const TODAY_EVERY_MS = 30000;
const SOON_MS = 1000;
const RETRY_MS = 10000;

const root = /** @type {HTMLElement} */ (document.getElementById('root'));
/** @type {Model} */
const model = createModel();
model.shown.theme = recall('theme', 'auto');
/** @type {{renew(): void, look(): void} | null} */
let stream = null;
let drawing = false;
let drawn = -Infinity;

/** Draws soon: at most five times a second, however many frames come. */
function draw() {
  if (drawing) {
    return;
  }
  drawing = true;
  setTimeout(() => requestAnimationFrame(drawNow), Math.max(0, drawn + DRAW_EVERY_MS - performance.now()));
}

function drawNow() {
  drawing = false;
  drawn = performance.now();
  stream?.look();
  const page = pageOf(model);
  document.title = titleOf(page);
  render(html`<${App} page=${page} actions=${actions} />`, root);
}

/** @param {Partial<Shown>} changes */
const show = (changes) => {
  Object.assign(model.shown, changes);
  draw();
};

const version = createVersion({isLive: () => model.hub.status !== 'lost', isSafe: () => !isBusy(), reload: () => location.reload()});
fetchWhile(version.isSame);

/** @param {Session} session */
function sessionIs(session) {
  model.session = {known: true, ...session};
  carry(session.csrf);
  ownPicture(model);
  keepFiles();
  show({closed: session.read === 'users' && !session.user && !session.unclaimed});
}

let asking = 0;
const sessionAsked = newest();

async function readSession() {
  const isNewest = sessionAsked();
  asking += 1;
  try {
    const session = await get('api/v1/session');
    if (isNewest()) {
      sessionIs(session);
    }
  } catch (error) {
    if (isAway(error)) {
      away();
    } else if (isNewest()) {
      // Another answer, as a proxy's own, does not tell who is logged in.
      sessionIs({known: false, user: null, role: null, users: false, read: 'anyone'});
    }
  } finally {
    asking -= 1;
  }
}

/** Nobody can be asked: what was seen last is shown, unless the hub has told something before it was lost. */
function away() {
  if (model.hub.status !== 'live') {
    showPicture(model);
    draw();
  }
}

let sessionTold = Promise.resolve();

function askSession() {
  sessionTold = readSession();
  return sessionTold;
}

const askAlarms = oneAtATime(async () => {
  ask(model.alarms);
  try {
    listed(model.alarms, (await get('api/v1/alarms')).alarms);
  } catch (error) {
    missed(model.alarms, error instanceof ApiError ? error.message : null);
  }
  draw();
});

const told = askOfWhatIsThere();

/** Whether that was asked since the connection is there: a hub has nothing to tell before it has heard of a unit. */
let askedToday = false;

/** Today's kWh and the battery's hours. */
const askToday = oneAtATime(async () => {
  if (!asksToday(model)) {
    return;
  }
  const [today, battery] = await Promise.all([told.ask('api/v1/today', model.today), told.ask('api/v1/battery', model.battery)]);
  Object.assign(model, {today, battery});
  draw();
});

/** What the stream does not tell. */
const askBesides = oneAtATime(() => Promise.all([askFound(model, show), sessionTold.then(() => askRefused(model, show))]));

async function learnLabels() {
  if (await learn([...new Set([...model.store.units.values()].map((unit) => unit.about.protocol))])) {
    draw();
  }
}

/** @param {Frame} frame */
function received(frame) {
  const fits = take(model, frame);
  if (frame.type === 'snapshot' || frame.type === 'state') {
    learnLabels();
  }
  if (frame.type === 'snapshot') {
    askBesides();
    askAlarms();
    told.anew();
    askedToday = false;
    if (model.session.unclaimed) {
      askSession();
    }
  }
  if (!askedToday && asksToday(model)) {
    askedToday = true;
    setTimeout(askToday, SOON_MS);
  }
  if (frame.type === 'setting') {
    model.shown.settingsVersion += 1;
  }
  draw();
  return fits;
}

const actions = {
  /** @param {string} theme */
  setTheme(theme) {
    remember('theme', theme);
    applyTheme(theme);
    show({theme});
  },
  /** @param {string} tag */
  async setLanguage(tag) {
    remember('language', tag);
    await speak(tag);
    draw();
  },
  /** @param {string} filter */
  setFilter: (filter) => show({filter: model.shown.filter === filter ? 'units' : filter}),
  /** @param {string} chartOf */
  setChartOf: (chartOf) => show({chartOf}),
  draw,
  askBesides,
  askSession,
  askLogin: () => show({loginAsked: true}),
  closeLogin: () => show({loginAsked: false}),
  /** @param {string} id */
  async acknowledge(id) {
    alarmed(model.alarms, await post(`api/v1/alarms/${encodeURIComponent(id)}/acknowledge`));
    draw();
  },
  settingsChanged: () => show({settingsVersion: model.shown.settingsVersion + 1}),
  /**
   * @param {string} user
   * @param {string} password
   */
  async login(user, password) {
    await post('api/v1/login', {user, password});
    await askSession();
    stream?.renew();
  },
  /**
   * Makes the first user, who is logged in then.
   *
   * @param {string} user
   * @param {string} password
   * @param {string} code what another machine than the hub's own needs; else empty
   */
  async claim(user, password, code) {
    try {
      const session = await post('api/v1/setup', {user, password, ...(code && {code})});
      sessionAsked(); // an answer from before is none any more
      sessionIs(session);
    } catch (error) {
      await askSession(); // somebody else may have been first
      throw error;
    }
    if (!model.store.told) {
      stream?.renew();
    }
  },
  async logout() {
    forgetPicture();
    model.session.known = false; // nothing is kept of what is seen until then
    try {
      await post('api/v1/logout');
    } finally {
      await askSession();
    }
    stream?.renew();
  },
};

/**
 * @param {'connecting' | 'live' | 'lost'} status
 * @param {number} since
 */
function hubIs(status, since) {
  if (status === 'lost') {
    keepPicture(model); // as it was until now
  }
  model.hub = {status, since: model.picture && status === 'lost' ? model.hub.since : since};
  if (status === 'live') {
    connected(model);
    version.isSame();
  }
  if (status !== 'connecting') {
    askSession();
  }
  draw();
}

function tick() {
  stream?.look();
  keepSystem(model);
  version.renew();
  draw();
}

applyTheme(model.shown.theme);
version.isSame();
await speak(recall('language') ?? preferred());
// Every address is relative to the page's own: a proxy may show the hub in any folder.
stream = openStream({url: new URL('stream', location.href).href.replace(/^http/, 'ws'), onFrame: received, onStatus: hubIs});
hearOfFiles(away, version.isOther);
keepPictures(model);
addEventListener('hashchange', () => {
  scrollTo(0, 0);
  draw();
});
onScheme(draw);
setInterval(tick, 1000);
setInterval(askBesides, BESIDES_EVERY_MS);
setInterval(askToday, TODAY_EVERY_MS);
// A hub that is back may have let go whoever looks: then it has no stream for him, and only this tells why.
// Where nobody is there, an answer may be long in coming: no more are asked for meanwhile.
setInterval(() => (model.hub.status === 'lost' || !model.session.known) && !asking && askSession(), RETRY_MS);
setInterval(() => model.alarms.status === 'missed' && model.hub.status === 'live' && askAlarms(), RETRY_MS);
draw();
