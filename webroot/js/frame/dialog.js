// A modal dialog: the browser keeps the keyboard inside; whoever had it before gets it back.

import {html, useEffect, useRef} from '../html.js';
import {t} from '../i18n.js';
import {Icon} from './icons.js';

/** @param {{title: string, onClose: () => void, children?: [any]}} props */
export const Dialog = ({title, onClose, children}) => {
  const box = useRef(null);
  useEffect(() => {
    const dialog = box.current;
    const before = document.activeElement;
    dialog.showModal();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement) {
        before.focus({preventScroll: true});
      }
    };
  }, []);
  return html`
    <dialog ref=${box} aria-labelledby="dialog-title" onCancel=${(event) => {
      event.preventDefault();
      onClose();
    }}>
      <header>
        <h2 id="dialog-title">${title}</h2>
        <button type="button" class="plain" onClick=${onClose}><${Icon} name="close" /><span class="only-heard">${t('close')}</span></button>
      </header>
      ${children}
    </dialog>
  `;
};
