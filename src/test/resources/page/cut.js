// What is cut off, or reaches beyond the screen: each as its kind and its first words.
() => {
  const named = (it) => `${it.tagName}.${it.className}: ${it.textContent.trim().slice(0, 20)}`;
  const isSeen = (it) => it.checkVisibility({visibilityProperty: true}) && it.getClientRects().length > 0 && !it.closest('.only-heard, .scroll, .uplot, svg');
  const isCut = (it) => it.clientWidth > 1 && it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).display !== 'inline';
  const isOut = (it, {left, right}) => it.right > right + 1 || it.left < left - 1;
  const screen = {left: 0, right: innerWidth};
  const all = [...document.querySelectorAll('#root *')].filter(isSeen);
  const words = all.filter((it) => it.matches('.places a > span:not(.count), .counter > span'));
  return [
    ...(document.scrollingElement.scrollWidth > innerWidth ? ['the page'] : []),
    ...all.filter(isCut).map((it) => `cut ${named(it)}`),
    ...all.filter((it) => isOut(it.getBoundingClientRect(), screen)).map((it) => `out ${named(it)}`),
    ...words
      .filter((it) => isOut(it.getBoundingClientRect(), it.parentElement.getBoundingClientRect()))
      .map((it) => `word ${named(it)}`),
  ];
}
