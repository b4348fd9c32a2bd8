// The few things of the vendored libraries that the page uses.

import htm from '../vendor/htm.js';
import {h, render} from '../vendor/preact.js';

export {useEffect, useMemo, useRef, useState} from '../vendor/preact-hooks.js';
export {render};
export const html = htm.bind(h);
