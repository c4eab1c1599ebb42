// Plays a recording. It runs in a frame that loads nothing and sends nothing; the page is rebuilt in another frame inside it, in which no script runs.
// It begins when the document is complete: a frame that is written to would hold up the load of the page around it.
addEventListener("load", () => setTimeout(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("recording").textContent);
  const $ = id => document.getElementById(id);
  const stage = $("stage"), bar = $("bar"), play = $("play"), clock = $("clock"), track = $("track");

  // Of tabs that were open at the same time, the one that was opened last is shown.
  function inOrder(chunks) {
    const pages = new Map();
    for (const chunk of chunks) pages.set(chunk.page, (pages.get(chunk.page) || []).concat(chunk.events));
    const sorted = [...pages.values()].filter(events => events.length > 0 && events.some(e => e.type === 2)).sort((a, b) => a[0].timestamp - b[0].timestamp);
    return sorted.flatMap((events, i) => i + 1 < sorted.length ? events.filter(e => e.timestamp < sorted[i + 1][0].timestamp) : events);
  }

  const events = inOrder(data.chunks);
  if (events.length < 2) {
    $("empty").hidden = false;
    $("controls").hidden = true;
    return;
  }

  const start = events[0].timestamp, length = Math.max(1, events[events.length - 1].timestamp - start);
  const player = new rrwebReplay.Replayer(events, { root: stage, mouseTail: false, showWarning: false, showDebug: false, skipInactive: false, UNSAFE_replayCanvas: false });
  let isPlaying = false;

  function fit(size) {
    const scale = Math.min(1, stage.clientWidth / size.width);
    player.wrapper.style.transform = `scale(${scale})`;
    stage.style.height = `${Math.ceil(size.height * scale)}px`;
  }

  // Runs of three clicks or more within 30 pixels and one second, as the beacon counts them; each run once.
  function rages(events) {
    const found = [];
    let near = [], isRaging = false;
    for (const { type, timestamp, data: d } of events) {
      if (type !== 3 || d.source !== 2 || d.type !== 2) continue;
      near = near.filter(p => timestamp - p.t <= 1000 && Math.hypot(p.x - d.x, p.y - d.y) <= 30);
      near.push({ t: timestamp, x: d.x, y: d.y });
      if (near.length < 3) isRaging = false;
      else if (!isRaging) {
        isRaging = true;
        found.push(near[0].t);
      }
    }
    return found;
  }

  const text = ms => `${Math.floor(ms / 60000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, "0")}`;
  for (const at of rages(events)) {
    const item = document.createElement("li"), jump = document.createElement("button");
    jump.type = "button";
    jump.className = "rage bad";
    jump.dataset.at = String(at);
    jump.textContent = `at ${text(at - start)}`;
    item.append(jump);
    $("rage").lastElementChild.append(item);
    $("rage").hidden = false;
  }

  const steps = [...document.querySelectorAll("[data-at]")];

  function show() {
    const now = Math.min(length, Math.max(0, player.getCurrentTime()));
    bar.value = now < length ? String(now) : bar.max;
    bar.setAttribute("aria-valuetext", text(now));
    clock.textContent = `${text(now)} / ${text(length)}`;
    let current = null;
    for (const step of steps) if (step.matches(".step") && Number(step.dataset.at) - start <= now + 50) current = step;
    for (const step of steps) if (step.matches(".step")) step === current ? step.setAttribute("aria-current", "step") : step.removeAttribute("aria-current");
  }

  // What happened at a time is shown from the next millisecond on, also at the end.
  function go(ms, plays) {
    const at = ms >= length ? length + 1 : Math.max(0, ms);
    if (plays) player.play(at); else player.pause(at);
    isPlaying = plays;
    play.textContent = isPlaying ? "Pause" : "Play";
    show();
  }

  function tick() {
    if (isPlaying) {
      show();
      if (player.getCurrentTime() >= length) go(length, false);
    }
    requestAnimationFrame(tick);
  }

  // Stretches and marks have their places in numbers; the style sheet cannot know them.
  for (const stretch of track.children) {
    const from = Math.max(0, Number(stretch.dataset.from) - start), to = Math.min(length, Number(stretch.dataset.to) - start);
    stretch.style.left = `${100 * from / length}%`;
    stretch.style.width = `${100 * Math.max(0, to - from) / length}%`;
  }

  // The bar has steps, and its last one is the end.
  bar.max = String(Math.ceil(length / Number(bar.step)) * Number(bar.step));
  bar.addEventListener("input", () => go(Number(bar.value), false));
  play.addEventListener("click", () => go(player.getCurrentTime() >= length ? 0 : player.getCurrentTime(), !isPlaying));
  for (const step of steps) step.addEventListener("click", () => go(Number(step.dataset.at) - start, false));
  player.on("resize", fit);
  player.on("fullsnapshot-rebuilded", () => player.iframe.contentDocument.close());
  addEventListener("resize", () => fit({ width: player.iframe.offsetWidth, height: player.iframe.offsetHeight }));
  go(data.at ? data.at - start : 0, false);
  const first = events.find(e => e.type === 4);
  if (first) fit(first.data);
  requestAnimationFrame(tick);
  document.documentElement.dataset.ready = "true";
}));
