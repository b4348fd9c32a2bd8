// What the hub's history is asked for charts: one question at a time, however many there are to be drawn.

import {queue, useAnswer} from '../answer.js';
import {useEffect, useState} from '../html.js';
import {behind} from './compare.js';
import {historyAddress, pointsIn} from './past.js';

const REST_MS = 350;

/**
 * What is seen, once it has not moved for a moment, else the whole: a finger asks for a new part many times a second.
 *
 * @param {Span | null} view
 */
export function useRested(view) {
  const [rested, setRested] = useState(view);
  useEffect(() => {
    const timer = setTimeout(() => setRested(view), view ? REST_MS : 0);
    return () => clearTimeout(timer);
  }, [view]);
  return rested === view ? view : null;
}

/**
 * The whole of a time, and of what is seen of it finer intervals as soon as they are there.
 *
 * @param {string | null} id null where none is asked
 * @param {Span} span
 * @param {Span | null} view null for the whole
 * @param {string[]} columns
 * @param {number | string} turn
 * @returns {{buckets: Bucket[] | null, error?: string}}
 */
function useBuckets(id, span, view, columns, turn) {
  const whole = useAnswer(id === null ? '' : historyAddress(id, span, columns, 'json'), turn, queue);
  const closer = id !== null && view && whole.answer?.length ? historyAddress(id, view, columns, 'json', pointsIn(view, whole.answer)) : '';
  const fine = useAnswer(closer, turn, queue);
  return {buckets: fine.answer?.length ? fine.answer : (whole.answer ?? null), error: whole.error ?? fine.error};
}

/**
 * What a unit was like in a period, and in the one before where that is wanted.
 *
 * @param {string | null} id null where none is asked
 * @param {{period: Period, span: Span, before: Span | null, rested: Span | null, turn: string, connections: number}} frame
 * @param {string[]} columns
 */
export function usePast(id, {period, span, before, rested, turn, connections}, columns) {
  const now = useBuckets(id, span, rested, columns, turn);
  const earlier = useBuckets(before ? id : null, before ?? span, before && rested ? behind(period, rested, span, before) : null, columns, connections);
  return {now: now.buckets, before: before ? earlier.buckets : null, error: now.error ?? earlier.error};
}
