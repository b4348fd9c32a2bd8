// The few things of the vendored libraries that the page uses.

import htm from '../vendor/htm.js';
import {h, render, Fragment, Component} from '../vendor/preact.js';

export {useEffect, useLayoutEffect, useMemo, useRef, useState} from '../vendor/preact-hooks.js';
export {render, Fragment, Component};
export const html = htm.bind(h);
