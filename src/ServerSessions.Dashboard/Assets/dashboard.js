// Optional improvements: the pages are complete without this file.
(() => {
  'use strict';

  const two = number => String(number).padStart(2, '0');
  const day = date => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const minute = date => `${two(date.getHours())}:${two(date.getMinutes())}`;
  const formats = {
    clock: date => `${minute(date)}:${two(date.getSeconds())}`,
    minute: date => `${day(date)} ${minute(date)}`,
    second: date => `${day(date)} ${minute(date)}:${two(date.getSeconds())}`,
  };

  // UTC stays in the tooltip and in the datetime attribute.
  function showLocalTimes(root) {
    for (const time of root.querySelectorAll('time[datetime]')) {
      const date = new Date(time.dateTime);
      if (Number.isNaN(date.getTime())) continue;
      time.title = `${time.dateTime.replace('T', ' ').replace('Z', '')} UTC`;
      time.textContent = (formats[time.dataset.format] ?? formats.second)(date);
    }
  }

  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zoneText = document.querySelector('[data-zone]');
  if (zone && zoneText) zoneText.textContent = `Times are in your zone, ${zone}.`;
  showLocalTimes(document);

  const seconds = Number(document.querySelector('main')?.dataset.refresh);
  if (!seconds) return;
  const state = document.querySelector('[data-refresh-state]');
  let failures = 0;

  function isInUse(main) {
    const selection = document.getSelection();
    return document.hidden
      || (main !== document.activeElement && main.contains(document.activeElement))
      || (selection && !selection.isCollapsed && main.contains(selection.anchorNode));
  }

  async function refresh() {
    const main = document.querySelector('main');
    if (isInUse(main)) return;
    const response = await fetch(location.href, { headers: { Accept: 'text/html' }, credentials: 'same-origin' });
    if (!response.ok || response.redirected) throw new Error(`answered ${response.status}`);
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('main');
    if (!fresh) throw new Error('answered with another page');
    if (isInUse(main)) return;
    showLocalTimes(fresh);
    const scrolled = [...main.querySelectorAll('.scroll')].map(box => box.scrollLeft);
    const opened = [...main.querySelectorAll('details')].map(part => part.open);
    main.replaceChildren(...fresh.childNodes);
    main.querySelectorAll('.scroll').forEach((box, i) => { box.scrollLeft = scrolled[i] ?? 0; });
    main.querySelectorAll('details').forEach((part, i) => { part.open = opened[i] ?? false; });
  }

  const usual = () => follows ? 'Follows what happens.' : `Refreshes every ${seconds} s.`;
  let follows = false;

  async function loop() {
    try {
      await refresh();
      failures = 0;
      state.textContent = usual();
    } catch (error) {
      failures++;
      state.textContent = failures < 5 ? 'The last refresh failed; trying again.' : 'Refreshing stopped; reload the page.';
      if (failures >= 5) return;
    }
    setTimeout(loop, seconds * 1000 * (1 + failures));
  }

  // Events only say that there is news: what is shown is always read from the page, which is also read without them.
  function follow(address) {
    let waiting = false;
    const events = new EventSource(address);
    events.addEventListener('open', () => { follows = true; state.textContent = usual(); });
    events.addEventListener('error', () => { follows = false; state.textContent = usual(); });
    events.addEventListener('sessions', () => {
      if (waiting) return;
      waiting = true;
      setTimeout(() => { waiting = false; refresh().catch(() => {}); }, 500);
    });
    addEventListener('pagehide', () => events.close());
  }

  state.textContent = usual();
  setTimeout(loop, seconds * 1000);
  const address = document.querySelector('main').dataset.events;
  if (address && window.EventSource) follow(address);
})();
