// What is wrong with the headings and landmarks of a view, each in a few words.
() => {
  const headings = [...document.querySelectorAll('h1, h2, h3, h4')].filter((it) => it.checkVisibility());
  const levels = headings.map(({tagName}) => Number(tagName[1]));
  const nameOf = (it) => it.getAttribute('aria-label') ?? document.getElementById(it.getAttribute('aria-labelledby'))?.textContent ?? '';
  const named = [...document.querySelectorAll('section[aria-labelledby], section[aria-label], [role=region], nav')]
    .filter((it) => it.checkVisibility())
    .map(nameOf);
  return [
    ...(levels.filter((level) => level === 1).length === 1 ? [] : [`${levels.filter((level) => level === 1).length} h1`]),
    ...levels.flatMap((level, i) => (level > (levels[i - 1] ?? 0) + 1 ? [`jump to ${headings[i].textContent}`] : [])),
    ...named.filter((name, i) => !name || named.indexOf(name) !== i).map((name) => `landmark ${name}`),
    ...(document.querySelectorAll('main').length === 1 ? [] : ['main']),
  ];
}
