// Keeps the screen on while it is wanted and the browser can.

/** @type {WakeLockSentinel | null} */
let lock = null;
let wanted = false;

async function hold() {
  if (!wanted || document.visibilityState !== 'visible') {
    return;
  }
  try {
    keep(await navigator.wakeLock.request('screen'));
  } catch {
    // Low battery, or a page without https: the screen may go dark.
  }
}

/**
 * A lock may come when none is wanted any more, or behind another one.
 *
 * @param {WakeLockSentinel} next
 */
function keep(next) {
  lock?.release();
  lock = next;
  if (!wanted) {
    letGo();
  }
}

function letGo() {
  lock?.release();
  lock = null;
}

document.addEventListener('visibilitychange', hold);

/** Whether this browser can keep the screen on here (over plain http only on localhost). */
export const canStayAwake = () => 'wakeLock' in navigator;

/** @param {boolean} on */
export function stayAwake(on) {
  wanted = on;
  if (on && canStayAwake()) {
    hold();
  } else {
    letGo();
  }
}
