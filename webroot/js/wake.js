// Keeps the screen on while it is wanted and the browser can.

let lock = null;
let wanted = false;

async function hold() {
  if (!wanted || document.visibilityState !== 'visible') {
    return;
  }
  try {
    lock = await navigator.wakeLock.request('screen');
  } catch {
    lock = null; // low battery, or a page without https: the screen may go dark
  }
}

document.addEventListener('visibilitychange', hold);

/** Whether this browser can keep the screen on here (over plain http only on localhost). */
export const canStayAwake = () => 'wakeLock' in navigator;

export function stayAwake(on) {
  wanted = on;
  if (on && canStayAwake()) {
    hold();
  } else if (lock) {
    lock.release();
    lock = null;
  }
}
