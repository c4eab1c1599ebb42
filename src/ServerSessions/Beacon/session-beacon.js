// Reports what only the browser sees of a page: docs/beacon.md lists it. It reads no text and no value.
(() => {
  const script = document.currentScript;
  const data = script && script.dataset;
  if (!data || !data.page || navigator.globalPrivacyControl) return;
  const to = script.src.split('?')[0];
  const now = () => performance.now();
  const round = Math.round;

  // Nothing of ours may ever reach the page.
  const guard = f => (...a) => { try { return f(...a); } catch {} };
  const on = (target, types, f) => types.split(' ').forEach(type => target.addEventListener(type, guard(f), { capture: true, passive: true }));

  let view = 0, path = location.pathname;
  let began, since, visible, reach, number, told, clicks, fields, errors, size, held, heldAt;

  const look = () => { reach = Math.max(reach, scrollY + innerHeight); };
  const watch = () => { since = document.visibilityState === 'visible' ? now() : -1; };
  const settle = () => {
    if (since < 0) return;
    visible += now() - since;
    since = now();
  };
  const begin = () => {
    began = now();
    visible = reach = number = 0;
    told = -1;
    empty();
    watch();
    look();
  };
  const empty = () => {
    clicks = [];
    fields = new Map();
    errors = size = 0;
  };

  const send = guard(() => {
    settle();
    if (held) touch(held);
    const v = round(visible);
    if (v === told && !clicks.length && !fields.size && !errors) return;
    told = v;
    const height = document.documentElement.scrollHeight || 1;
    const body = JSON.stringify({
      p: data.page, r: view, n: ++number, a: round(now() - began), u: view ? path : undefined, v, d: Math.min(100, round(100 * reach / height)), e: errors,
      w: view ? undefined : self.ssVitals, c: clicks, f: [...fields].map(([n, f]) => ({ n, ...f, t: round(f.t) })),
    });
    empty();
    if (!navigator.sendBeacon || !navigator.sendBeacon(to, body)) fetch(to, { method: 'POST', body, keepalive: true }).catch(() => {});
  });

  const grow = n => {
    size += n + 20;
    if (size > 1500 || clicks.length > 40) send();
  };

  // A new route of a single page, or a return from the back/forward cache.
  const next = () => {
    view++;
    path = location.pathname;
    begin();
    send();
  };
  const moved = guard(() => {
    if (location.pathname === path) return;
    send();
    next();
  });

  const nameOf = element => {
    const parts = [];
    for (let e = element; e && e !== document.body && parts.length < 6; e = e.parentElement) {
      if (e.dataset && e.dataset.ss) {
        parts.unshift('@' + e.dataset.ss);
        break;
      }
      let i = 1;
      for (let s = e; (s = s.previousElementSibling);) if (s.localName === e.localName) i++;
      parts.unshift(e.localName + (i > 1 ? ':' + i : ''));
    }
    return parts.join('>').replace(/[^\w@:>.-]/g, '').slice(0, 96) || 'body';
  };

  // The page is watched only while a dead click waits.
  let reacted = 0, waiting = 0;
  const react = () => { reacted = now(); };
  const observer = new MutationObserver(react);
  const reacts = 'input,select,textarea,label,option,summary,video,audio,canvas,iframe,[contenteditable],a[download],a[target]';
  const hold = (time, then) => {
    if (!waiting++) observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    setTimeout(guard(() => {
      if (!--waiting) observer.disconnect();
      then && then();
    }), time);
  };

  const mark = (e, c, k) => {
    clicks.push({ e, c, k });
    grow(e.length);
  };
  const tenth = (at, from, length) => Math.max(0, Math.min(9, Math.floor(10 * (at - from) / (length || 1))));
  let near = [], raging, lastClick, lastTarget, pressed = 0;
  const press = () => {
    pressed = now();
    hold(1000);
  };
  const click = event => {
    if (!event.isTrusted || !event.target.closest) return;
    // A label passes its click on to its field: one act. Two clicks in one moment have one target.
    const isPassed = event.timeStamp === lastClick && event.target !== lastTarget;
    [lastClick, lastTarget] = [event.timeStamp, event.target];
    if (isPassed) return;
    const element = event.target.closest('a,button,input,select,textarea,label,summary,[role=button],[data-ss]') || event.target;
    const box = element.getBoundingClientRect();
    const byKey = !event.detail;
    const cell = byKey ? 100 : 10 * tenth(event.clientY, box.top, box.height) + tenth(event.clientX, box.left, box.width);
    const name = nameOf(element);
    mark(name, cell, 0);
    if (byKey) return;
    const t = now();
    near = near.filter(p => t - p.t <= 1000 && Math.hypot(p.x - event.clientX, p.y - event.clientY) <= 30);
    near.push({ t, x: event.clientX, y: event.clientY });
    if (near.length < 3) raging = false;
    else if (!raging) {
      raging = true;
      mark(name, cell, 1);
    }
    if (!event.target.closest(reacts) && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      // A reaction to the press is one to the click.
      const at = t - pressed < 1000 ? pressed : t;
      hold(2500, () => { if (reacted < at) mark(name, cell, 2); });
    }
  };

  const touch = name => {
    const f = fields.get(name) || { s: 0, h: 0, x: 0, t: 0 };
    // The one that was touched last stands last.
    if (!fields.delete(name)) size += name.length + 40;
    fields.set(name, f);
    if (held === name) f.t += now() - heldAt;
    heldAt = now();
    return f;
  };
  const field = event => {
    const name = event.target.form !== undefined && event.target.name;
    if (!name) return;
    const f = touch(name);
    held = event.type === 'focusout' ? '' : event.type === 'focusin' ? name : held;
    if (event.type === 'focusin') f.s++;
    if (event.type === 'change') f.h++;
    if (event.type === 'invalid') f.x++;
    if (fields.size > 40 || size > 1500) send();
  };

  const run = () => {
    begin();
    // The person sees the page before a deferred script runs.
    const entry = performance.getEntriesByType('navigation')[0];
    if (entry) began = Math.max(entry.responseStart, entry.activationStart || 0);
    if (since > 0) since = began;
    on(document, 'visibilitychange', () => {
      react();
      if (document.visibilityState === 'visible') watch();
      else {
        send();
        since = -1;
      }
    });
    on(window, 'pagehide', () => {
      send();
      since = -1;
    });
    on(window, 'pageshow', e => { if (e.persisted) next(); });
    on(window, 'scroll', () => {
      react();
      look();
    });
    on(window, 'resize load', look);
    on(document, 'pointerdown', press);
    on(document, 'click', click);
    on(document, 'focusin focusout change invalid', field);
    on(document, 'copy cut submit input change toggle play', react);
    on(document, 'selectionchange', () => { if (!getSelection().isCollapsed) react(); });
    on(window, 'beforeunload hashchange popstate', react);
    // Only the window's own loss of focus is a reaction.
    on(window, 'blur', e => { if (e.target === window) react(); });
    on(window, 'error', e => { if (e.target === window) errors = Math.min(errors + 1, 1000); });
    on(window, 'unhandledrejection', () => { errors = Math.min(errors + 1, 1000); });
    on(window, 'popstate', moved);
    if (window.navigation) on(navigation, 'currententrychange', moved);
    else for (const name of ['pushState', 'replaceState']) {
      const original = history[name];
      history[name] = function () {
        const result = original.apply(this, arguments);
        moved();
        return result;
      };
    }
    // A page that was fetched ahead of need is a step from now on.
    if ('ahead' in data) send();
    // An administrator looks at the clicks of this page.
    const token = location.hash.split('#ss-clicks=')[1];
    if (token) {
      history.replaceState(history.state, '', path + location.search);
      document.head.append(Object.assign(document.createElement('script'), { src: to + '/o', nonce: script.nonce, ss: [token, nameOf] }));
    }
  };

  if (document.prerendering) on(document, 'prerenderingchange', run);
  else guard(run)();
})();
