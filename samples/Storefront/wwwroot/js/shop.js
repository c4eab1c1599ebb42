// Suggestions while typing, and the stock ticker. The shop works without either.
(() => {
  const list = document.getElementById("suggestions");
  const input = document.querySelector("header.site input[type=search]");
  let asked = 0;

  input?.addEventListener("input", () => {
    clearTimeout(asked);
    const text = input.value.trim();
    if (text.length < 2) return;
    asked = setTimeout(async () => {
      const answer = await fetch(`/api/suggestions?q=${encodeURIComponent(text)}`);
      if (!answer.ok) return;
      list.replaceChildren(...(await answer.json()).map(({ name }) => new Option(name, name)));
    }, 200);
  });

  const marks = document.querySelectorAll("[data-stock]");
  const tick = async () => {
    if (document.hidden) return;
    const answer = await fetch("/api/stock");
    if (!answer.ok) return;
    const left = await answer.json();
    for (const mark of marks) mark.textContent = `${left[mark.dataset.stock]} in stock`;
  };
  if (marks.length > 0) {
    tick();
    setInterval(tick, 15000);
  }
})();
