// What the hub answers to a question that a view has.

import {get, inTurn} from './api.js';
import {useEffect, useState} from './html.js';

/**
 * Asks again whenever the address is another, or it is to be asked anew; an answer to an earlier question is dropped.
 *
 * @param {string} address
 * @param {number} [turn] another one asks anew; what is known stands meanwhile
 * @returns {{answer?: any, error?: string}}
 */
export function useAnswer(address, turn = 0) {
  const [state, setState] = useState(/** @type {{address?: string, answer?: any, error?: string}} */ ({}));
  const [ask] = useState(inTurn);
  useEffect(() => {
    let gone = false;
    ask(
      () => !gone,
      () =>
        get(address).then(
          (answer) => gone || setState({address, answer}),
          (error) => gone || setState({address, error: error.message}),
        ),
    );
    return () => (gone = true);
  }, [address, turn]);
  return state.address === address ? state : {};
}
