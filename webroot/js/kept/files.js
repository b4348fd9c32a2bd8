// The worker that keeps the page's own files (worker.js), as the page sees it. Without https there is none, nor on some browsers.

/** So long the first view has the line to itself. */
const SETTLED_MS = 5000;

const workers = navigator.serviceWorker;
const script = new URL('worker.js', location.href).href;

/** This page's worker: another's may stand above the folder that this page is in. */
const own = () => (workers?.controller?.scriptURL === script ? workers.controller : null);

/**
 * Listens to what the worker says of this page.
 *
 * @param {() => void} onKept called where the page is made of kept files, as the hub did not answer
 * @param {() => void} onOther called where the hub has other files than those
 */
export function hearOfFiles(onKept, onOther) {
  workers?.addEventListener('message', ({data}) => {
    if (data === 'kept') {
      onKept();
    } else if (data === 'renew') {
      onOther();
    }
  });
  own()?.postMessage('opened');
}

async function tellLive() {
  try {
    const {active} = await workers.register('worker.js', {updateViaCache: 'none'});
    active?.postMessage('live');
  } catch {
    // A browser that lets no worker keep files shows the page while the hub is there, as all do without https.
  }
}

/** The hub has answered: its files may be another version's by now. */
export function keepFiles() {
  if (workers) {
    setTimeout(tellLive, own() ? 0 : SETTLED_MS);
  }
}
