// Notes the newest value of each web vital for the beacon, which sends them: milliseconds, and the layout shift in thousandths.
// A return from the back/forward cache is a view of its own, whose values are not those of the load.
// What this browser cannot measure is left out: the page gets no exception.
(() => {
  const found = self.ssVitals = {};
  for (const name of ['LCP', 'INP', 'CLS', 'FCP', 'TTFB'])
    try {
      webVitals['on' + name](({ value, navigationType }) => {
        if (navigationType !== 'back-forward-cache') found[name] = Math.min(Math.round(name === 'CLS' ? value * 1000 : value), name === 'CLS' ? 100000 : 600000);
      }, { reportAllChanges: true });
    } catch {}
})();
