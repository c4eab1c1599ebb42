// Records this page for ServerSessions. Text and values are masked here, before anything leaves the browser; the server masks again. It never throws into the page.
(function () {
  "use strict";
  const tag = document.currentScript;
  if (!tag || window.__sessionRecorder) return;
  window.__sessionRecorder = true;
  const lib = {};
  (function (define, exports, module) {
/*@rrweb@*/
  }).call(lib);

  const kept = new Set(/*@attributes@*/[]);
  const told = new Set(["data-ss-show", "contenteditable"]);
  const hidesText = "input,textarea,select,option,optgroup,datalist,output,title,[contenteditable]:not([contenteditable='false'])";
  const { endpoint, route } = tag.dataset;
  const maxMinuteBytes = Number(tag.dataset.minuteBytes);
  const maxTime = Number(tag.dataset.seconds) * 1000;
  const maxMinuteEvents = 6000, maxChunk = 900000, maxBeacon = 60000, flushAt = 200000, flushEvery = 5000, maxTries = 12;
  const page = Array.from(crypto.getRandomValues(new Uint8Array(8)), b => b.toString(16).padStart(2, "0")).join("");
  const record = lib.rrwebRecord.record;
  const began = performance.now();
  let buffer = [], size = 0, sequence = 0, waiting = null, tries = 0, isSending = false, isOver = false, isCut = false, stop = null, timer = 0;
  let minute = 0, minuteBytes = 0, minuteEvents = 0;

  const mask = text => text.replace(/\S/g, "*");
  const isShown = element => !!element && !!element.closest("[data-ss-show]") && !element.closest(hidesText);
  const maskText = (text, element) => isShown(element) ? text : mask(text);
  const maskField = text => text ? "********" : "";
  const nodeOf = id => record.mirror.getNode(id);

  function maskAttributes(attributes, element) {
    for (const name of Object.keys(attributes)) {
      if (told.has(name)) attributes[name] = attributes[name] === "false" ? "false" : "";
      else if (!kept.has(name)) delete attributes[name];
    }
    // A style sheet of another origin that this one may read.
    if ("_cssText" in attributes && element && element.href && new URL(element.href, location.href).origin !== location.origin) delete attributes._cssText;
  }

  function maskTextNode(id, text) {
    const parent = nodeOf(id) && nodeOf(id).parentNode;
    return parent && parent.nodeName === "STYLE" ? text : maskText(text, parent && parent.nodeType === 1 ? parent : null);
  }

  function maskNode(node) {
    if (node.type === 2) maskAttributes(node.attributes, nodeOf(node.id));
    else if (node.type === 3 && node.textContent) node.textContent = maskTextNode(node.id, node.textContent);
    for (const child of node.childNodes || []) maskNode(child);
  }

  function maskChange(data) {
    if (data.source === 0) {
      for (const change of data.attributes) maskAttributes(change.attributes, nodeOf(change.id));
      for (const change of data.texts) if (change.value) change.value = maskTextNode(change.id, change.value);
      for (const change of data.adds) maskNode(change.node);
    } else if (data.source === 5) {
      data.text = maskField(data.text);
    }
    return ![7, 9, 10, 11].includes(data.source);
  }

  // Whether the event is sent.
  function maskEvent(event) {
    if (event.type === 4) event.data.href = route;
    else if (event.type === 2) maskNode(event.data.node);
    return event.type === 4 || event.type === 2 || (event.type === 3 && maskChange(event.data));
  }

  function isTooMuch(bytes) {
    const now = Math.floor((performance.now() - began) / 60000);
    if (now !== minute) [minute, minuteBytes, minuteEvents] = [now, 0, 0];
    minuteBytes += bytes;
    minuteEvents++;
    return minuteBytes > maxMinuteBytes || minuteEvents > maxMinuteEvents;
  }

  function emit(event) {
    if (isOver || !maskEvent(event)) return;
    const text = JSON.stringify(event);
    if (isTooMuch(text.length)) return end(true);
    if (performance.now() - began > maxTime) return end(false);
    buffer.push(text);
    size += text.length;
    if (size > flushAt) send();
  }

  function take() {
    const body = `{"page":"${page}","sequence":${sequence},"sent":${Date.now()},"route":${JSON.stringify(route)},"last":${isCut},"events":[${buffer.join(",")}]}`;
    buffer = [];
    size = 0;
    return new Blob([body]).size <= maxChunk ? body : null;
  }

  function send() {
    if (isSending || (!waiting && buffer.length === 0)) return;
    if (!waiting && !(waiting = take())) return quit();
    isSending = true;
    fetch(endpoint, { method: "POST", body: waiting, headers: { "Content-Type": "application/json" }, credentials: "same-origin", keepalive: new Blob([waiting]).size < maxBeacon })
      .then(answer => answer.status, () => 503)
      .then(status => {
        isSending = false;
        if (status === 204) {
          [waiting, tries] = [null, 0];
          sequence++;
          if (isOver && buffer.length > 0) send();
        } else if (status !== 503 || ++tries > maxTries) {
          quit();
        } else if (isOver) {
          setTimeout(guard(send), flushEvery);
        }
      });
  }

  // The recording ends, and what was recorded until now is sent.
  function end(isTooMuchChange) {
    [isOver, isCut] = [true, isTooMuchChange];
    clearInterval(timer);
    if (stop) stop();
    send();
  }

  function quit() {
    isOver = true;
    clearInterval(timer);
    [buffer, size, waiting] = [[], 0, null];
    if (stop) stop();
  }

  function leave() {
    if (isOver || isSending || (!waiting && buffer.length === 0)) return;
    const body = waiting || take();
    if (body && new Blob([body]).size < maxBeacon && navigator.sendBeacon(endpoint, new Blob([body], { type: "application/json" }))) {
      waiting = null;
      sequence++;
    } else {
      quit();
    }
  }

  const guard = action => function (...given) {
    try {
      return action(...given);
    } catch {
      quit();
    }
  };

  function start() {
    stop = record({
      emit: guard(emit),
      maskAllInputs: true,
      maskTextSelector: "*",
      maskTextFn: maskText,
      maskInputFn: maskField,
      blockSelector: "img,picture,video,audio,canvas,iframe,frame,object,embed,[data-ss-block]",
      slimDOMOptions: "all",
      inlineStylesheet: true,
      inlineImages: false,
      recordCanvas: false,
      recordCrossOriginIframes: false,
      collectFonts: false,
      sampling: { mousemove: 100, scroll: 200, input: "last" },
      errorHandler: () => true,
    });
    timer = setInterval(guard(send), flushEvery);
    addEventListener("pagehide", guard(leave));
    document.addEventListener("visibilitychange", guard(() => document.visibilityState === "hidden" && send()));
  }

  // A page that is rendered in advance is recorded when it is shown.
  if (document.prerendering) document.addEventListener("prerenderingchange", guard(start), { once: true });
  else guard(start)();
})();
