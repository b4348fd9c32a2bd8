// What the hub answers to a question that a view has.

import {get, inTurn} from './api.js';
import {useEffect, useState} from './html.js';
import {t} from './i18n.js';

/** Of all that charts ask one question is open at a time: the hub refuses who asks its history too much at once. */
export const queue = inTurn();

/**
 * Asks again whenever the address is another, or it is to be asked anew; an answer to an earlier question is dropped.
 *
 * @param {string} address where there is none nothing is asked
 * @param {number | string} [turn] another one asks anew; what is known stands meanwhile
 * @param {ReturnType<typeof inTurn>} [shared] that of several that are asked one after the other
 * @returns {{answer?: any, error?: string}}
 */
export function useAnswer(address, turn = 0, shared = undefined) {
  const [state, setState] = useState(/** @type {{address?: string, answer?: any, error?: string}} */ ({}));
  const [own] = useState(inTurn);
  const ask = shared ?? own;
  useEffect(() => {
    if (!address) {
      return undefined;
    }
    let gone = false;
    ask(
      () => !gone,
      () =>
        get(address).then(
          (answer) => gone || setState({address, answer}),
          (error) => gone || setState({address, error: error.status ? error.message : t('lost.title')}),
        ),
    );
    return () => (gone = true);
  }, [address, turn]);
  return address && state.address === address ? state : {};
}
