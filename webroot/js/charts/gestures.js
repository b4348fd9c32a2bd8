// Fingers, wheel and keys on a chart. One finger up or down goes on scrolling the page.

import {aside, closer, keyed, partOf, pinched} from './zoom.js';

const WHEEL = 1.25;
/** Less than this drawn up is a click. */
const LEAST_PIXELS = 6;

/**
 * Listens to a chart until it is told to stop.
 *
 * @param {any} plot
 * @param {HTMLElement} box what has the keyboard
 * @param {() => {view: Span, whole: Span, onView: OnView}} state as it is when it is wanted
 */
export function listen(plot, box, state) {
  const stop = new AbortController();
  const how = {signal: stop.signal};
  const over = /** @type {HTMLElement} */ (plot.over);
  /** @type {Map<number, {first: number, last: number}>} */
  const fingers = new Map();
  /** @type {Span} */
  let held = state().view;
  /** @param {PointerEvent | WheelEvent} event */
  const placeOf = (event) => {
    const {left, width} = over.getBoundingClientRect();
    return (event.clientX - left) / width;
  };
  const hold = () => {
    held = state().view;
    fingers.forEach((finger) => (finger.first = finger.last));
  };
  /** @param {PointerEvent} event */
  const down = (event) => {
    if (event.pointerType !== 'mouse') {
      const place = placeOf(event);
      fingers.set(event.pointerId, {first: place, last: place});
      hold();
    }
  };
  /** @param {PointerEvent} event */
  const move = (event) => {
    const finger = fingers.get(event.pointerId);
    if (!finger) {
      return;
    }
    finger.last = placeOf(event);
    const {view, whole, onView} = state();
    const [one, other] = fingers.values();
    if (other) {
      onView(pinched(held, whole, [one.first, other.first], [one.last, other.last]));
    } else if (view.from > whole.from || view.to < whole.to) {
      onView(aside(held, whole, one.first - one.last));
    } else {
      const {left, top} = over.getBoundingClientRect();
      plot.setCursor({left: event.clientX - left, top: event.clientY - top});
    }
  };
  /** @param {PointerEvent} event */
  const up = (event) => {
    fingers.delete(event.pointerId);
    hold();
  };
  over.addEventListener('pointerdown', down, how);
  over.addEventListener('pointermove', move, how);
  ['pointerup', 'pointercancel', 'pointerleave'].forEach((type) => over.addEventListener(type, (event) => up(/** @type {PointerEvent} */ (event)), how));
  plot.hooks.setSelect.push(() => {
    const {left, width} = plot.select;
    if (width >= LEAST_PIXELS) {
      const {whole, onView} = state();
      plot.setSelect({left: 0, width: 0}, false);
      onView(partOf(plot.posToVal(left, 'x') * 1000, plot.posToVal(left + width, 'x') * 1000, whole));
    }
  });
  over.addEventListener('dblclick', () => state().onView(null), how);
  over.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey) {
        event.preventDefault();
        const {view, whole, onView} = state();
        onView(closer(view, whole, event.deltaY < 0 ? WHEEL : 1 / WHEEL, placeOf(event)));
      }
    },
    {...how, passive: false},
  );
  box.addEventListener(
    'keydown',
    (event) => {
      const {view, whole, onView} = state();
      const next = event.ctrlKey || event.metaKey || event.altKey ? undefined : keyed(event.key, view, whole);
      if (next !== undefined) {
        event.preventDefault();
        onView(next);
      }
    },
    how,
  );
  return () => stop.abort();
}
