"use strict";
(() => {
  const find = id => document.getElementById(id);
  const body = document.querySelector("tbody");
  const rows = Array.from(body.rows);
  const headers = Array.from(document.querySelectorAll("thead th"));
  const words = rows.map(row => row.textContent.toLowerCase());
  const unknown = "\u2013";
  const changes = headers.findIndex(header => header.textContent === "Changes");
  const text = cell => cell.textContent || cell.firstElementChild?.ariaLabel || "";
  const step = 200;
  const order = new Intl.Collator("en", { numeric: true });

  // But for printing, the page has no more rows than were scrolled to, so that sorting and filtering are fast.
  let matching = () => true;
  let found = rows;
  const more = count => body.append(...found.slice(body.rows.length, body.rows.length + count));
  const render = () => {
    found = rows.filter(matching);
    body.replaceChildren();
    more(step);
    find("more").hidden = body.rows.length === found.length;
    find("count").textContent = `${found.length.toLocaleString("en")} of ${rows.length.toLocaleString("en")} servers`;
  };

  // Rows without a value stand last, whichever way it is sorted.
  const sort = header => {
    const column = headers.indexOf(header);
    const falling = header.ariaSort === "ascending";
    const keys = new Map(rows.map(row => [row, text(row.cells[column])]));
    const none = row => keys.get(row) === unknown || keys.get(row) === "";
    rows.sort((a, b) => none(a) - none(b) || (falling ? -1 : 1) * order.compare(keys.get(a), keys.get(b)) || a.dataset.index - b.dataset.index);
    for (const other of headers)
      other.ariaSort = other === header ? (falling ? "descending" : "ascending") : "none";
    render();
  };

  const filter = () => {
    const search = find("search").value.trim().toLowerCase();
    const verdict = find("verdict").value;
    const protocol = find("protocol").value;
    const changed = find("changed")?.checked;
    matching = row => words[row.dataset.index].includes(search) && (!verdict || row.classList.contains(verdict))
      && (!protocol || row.dataset.protocol === protocol) && (!changed || text(row.cells[changes]) !== unknown);
    render();
  };

  let data = null;
  const show = row => {
    data ??= JSON.parse(find("data").textContent);
    const [facts, dialogue] = data[row.dataset.index];
    find("details-title").textContent = row.cells[1].textContent;
    const list = find("facts");
    list.replaceChildren();
    for (let i = 0; i < facts.length; i += 2) {
      const [name, value] = [document.createElement("dt"), document.createElement("dd")];
      name.textContent = facts[i];
      value.textContent = facts[i + 1];
      list.append(name, value);
    }
    find("dialogue").textContent = dialogue.length > 0 ? dialogue.join("\n") : "Nothing was said.";
    find("details").showModal();
  };

  headers.forEach(header => header.firstElementChild.addEventListener("click", () => sort(header)));
  body.addEventListener("click", event => {
    const row = event.target.closest("tr");
    if (row && getSelection().isCollapsed)
      show(row);
  });
  find("close").addEventListener("click", () => find("details").close());
  find("details").addEventListener("click", event => event.target === find("details") && find("details").close());
  find("filters").addEventListener("input", filter);
  find("filters").addEventListener("submit", event => event.preventDefault());
  find("more").addEventListener("click", () => { more(found.length); find("more").hidden = true; });
  const end = find("end");
  const observer = new IntersectionObserver(entries => {
    if (entries.at(-1).isIntersecting && body.rows.length < found.length) {
      more(step);
      // It is told again whether the end is in sight, which it may still be.
      observer.unobserve(end);
      observer.observe(end);
    }
    find("more").hidden = body.rows.length === found.length;
  }, { rootMargin: "600px" });
  observer.observe(end);
  addEventListener("beforeprint", () => more(found.length));
  find("filters").hidden = false;
  render();
})();
