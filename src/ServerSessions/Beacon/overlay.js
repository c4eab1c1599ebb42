// Shows an administrator where a page was clicked, on the page. The beacon loads it where the address had a token, which it has removed from the address.
(() => {
  const script = document.currentScript;
  const [token, nameOf] = (script && script.ss) || [];
  // Never in a frame: another site could have its visitors look at it.
  if (!token || top !== self) return;
  script.remove();
  const css = `
    :host { all: initial; position: absolute; top: 0; left: 0; z-index: 2147483647; pointer-events: none; font: 13px/1.4 system-ui, sans-serif; }
    [hidden] { display: none !important; }
    .box { position: absolute; top: 0; left: 0; box-sizing: border-box; outline: 2px solid #b3261e; }
    .box b { position: absolute; top: 0; right: 0; padding: 0 4px; color: #fff; background: #b3261e; font-weight: 600; white-space: nowrap; }
    .box i { position: absolute; width: 10%; height: 10%; background: #b3261e; }
    section { position: fixed; right: 12px; bottom: 12px; max-width: 340px; padding: 10px 12px; color: #1b1b1b; background: #fff; border: 1px solid #777; pointer-events: auto; }
    p { margin: 0 0 8px; }
    button { font: inherit; padding: 4px 10px; color: #1b1b1b; background: #eee; border: 1px solid #777; }
    button:focus-visible { outline: 3px solid #1a5fb4; }`;

  const make = (name, text) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    return element;
  };

  const host = make('div');
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  const boxes = [];

  const place = () => {
    for (const [element, box] of boxes) {
      const at = element.getBoundingClientRect();
      box.hidden = !element.isConnected || !at.width || !at.height;
      box.style.transform = `translate(${at.left + scrollX}px, ${at.top + scrollY}px)`;
      box.style.width = at.width + 'px';
      box.style.height = at.height + 'px';
    }
  };

  const onKey = event => { if (event.key === 'Escape') close(); };
  const close = () => {
    removeEventListener('keydown', onKey, true);
    removeEventListener('scroll', place, true);
    removeEventListener('resize', place);
    host.remove();
  };

  const panel = (...lines) => {
    const section = make('section');
    section.setAttribute('aria-label', 'Clicks on this page');
    section.append(...lines.map(line => make('p', line)));
    const button = make('button', 'Close');
    button.addEventListener('click', close);
    section.append(button);
    root.append(section);
    document.documentElement.append(host);
    addEventListener('keydown', onKey, true);
  };

  // The paths are compared as texts; nothing that was reported becomes a selector.
  const find = names => {
    const tags = new Set(names.map(name => name.split('>').pop().split(':')[0]));
    const found = new Map();
    for (const element of document.body.getElementsByTagName('*'))
      if ((element.dataset && element.dataset.ss) || tags.has(element.localName)) {
        const name = nameOf(element);
        if (!found.has(name)) found.set(name, element);
      }
    return found;
  };

  const show = ({ elements }) => {
    const found = find(elements.map(e => e.element));
    const shown = elements.filter(e => found.has(e.element));
    for (const { element, clicks, people, cells } of shown) {
      const box = make('div');
      box.className = 'box';
      const most = Math.max(...cells.map(c => c.clicks));
      for (const cell of cells) {
        const spot = make('i');
        spot.style.left = cell.column * 10 + '%';
        spot.style.top = cell.row * 10 + '%';
        spot.style.opacity = 0.2 + 0.5 * cell.clicks / most;
        box.append(spot);
      }
      box.append(make('b', `${clicks} clicks, ${people} people`));
      boxes.push([found.get(element), box]);
      root.append(box);
    }
    panel(
      `Clicked elements of this page: ${shown.length}, of the last 7 days, each number of at least five people.`,
      ...(shown.length < elements.length ? [`Clicked and not on the page as it is now: ${elements.length - shown.length}.`] : []));
    place();
    addEventListener('scroll', place, true);
    addEventListener('resize', place);
  };

  fetch(script.src.split('?')[0], { method: 'POST', body: JSON.stringify({ t: token, u: location.pathname }), credentials: 'same-origin', redirect: 'error' })
    .then(answer => (answer.ok ? answer.json().then(show) : Promise.reject(new Error())))
    // Nothing on the page: anyone can lead a visitor to an address with such a fragment.
    .catch(() => console.info('ServerSessions: no clicks are shown. The link has ended, or was made for another page, browser or user. Open it anew from the dashboard.'));
})();
