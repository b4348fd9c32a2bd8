// What the page's modules ask of a browser when they are loaded, as little as will do.

const give = (name, value) => Object.defineProperty(globalThis, name, {value, configurable: true, writable: true});

/** A place that things can be listened to at; what is told there can be told again. */
function ear(more = {}) {
  const listeners = [];
  return {
    ...more,
    addEventListener: (type, heard) => listeners.push(heard),
    tell: () => listeners.forEach((heard) => heard()),
  };
}

give('document', ear({visibilityState: 'visible', documentElement: {lang: ''}}));
give('navigator', {languages: ['en-GB', 'en']});
give('location', {hash: '', pathname: '/'});
give('matchMedia', () => ear({matches: false}));
give('addEventListener', () => {});
const storage = () => ({
  kept: new Map(),
  getItem(key) {
    return this.kept.get(key) ?? null;
  },
  setItem(key, text) {
    this.kept.set(key, String(text));
  },
  removeItem(key) {
    this.kept.delete(key);
  },
});
give('localStorage', storage());

/** Another tab, which keeps nothing yet. */
export const newTab = () => give('sessionStorage', storage());
newTab();

/** Whatever is asked of a hub is asked of this. */
export function answerWith(answer) {
  give('fetch', async (path, {method = 'GET', body} = {}) => {
    const {status = 200, json = null, headers = {}} = (await answer(method, path, body === undefined ? undefined : JSON.parse(body))) ?? {};
    return {ok: status < 300, status, headers: new Headers(headers), text: async () => JSON.stringify(json), json: async () => json};
  });
}

/** Files are sent to this, which is told how far. */
export function takeFiles(answer) {
  class Request {
    upload = {};

    open(method, path) {
      Object.assign(this, {method, path, headers: {}});
    }

    setRequestHeader(name, value) {
      this.headers[name] = value;
    }

    async send(file) {
      const told = await answer(file, this.upload, this.headers);
      if (told === null) {
        this.onerror();
        return;
      }
      Object.assign(this, {status: told.status ?? 200, responseText: JSON.stringify(told.json)});
      this.onload();
    }
  }
  give('XMLHttpRequest', Request);
}

/** A promise and its end. */
export function later() {
  let done;
  const promise = new Promise((resolve) => {
    done = resolve;
  });
  return {promise, done};
}

/** Until what has been begun has come to where it waits. */
export const settled = () =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });
