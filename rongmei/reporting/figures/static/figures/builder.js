// The builder while somebody types: pickers follow each other, the number and its records follow the pickers.
// Without this file the buttons "Add" and "Look again" do the same.
(() => {
  const form = document.querySelector("form[data-builder]");
  if (!form) return;
  const pickers = form.querySelector("[data-pickers]");
  const preview = form.querySelector("[data-preview]");
  let asked = 0;

  const ask = async (part, more = {}) => {
    const data = new FormData(form);
    data.set("part", part);
    Object.entries(more).forEach(([name, value]) => data.set(name, value));
    const answer = await fetch(form.dataset.previewUrl, { method: "POST", body: data, headers: { "X-Requested-With": "XMLHttpRequest" } });
    return answer.ok ? answer.text() : null;
  };

  // The server's own templates, escaped there; parsed without running anything.
  const fill = (place, html) => place.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);

  const look = async () => {
    const turn = ++asked;
    preview.setAttribute("aria-busy", "true");
    const html = await ask("preview");
    if (turn !== asked) return; // a newer question is on its way
    preview.removeAttribute("aria-busy");
    if (html !== null) fill(preview, html);
  };

  const shape = async (more) => {
    const html = await ask("pickers", more);
    if (html !== null) fill(pickers, html);
    hide();
    await look();
    const rows = pickers.querySelectorAll(".fg-condition:not(.fg-condition--new)");
    if (rows.length) rows[rows.length - 1].querySelector("[name$='-value'], select").focus();
  };

  const hide = () => form.querySelectorAll("[data-without-script]").forEach((button) => { button.hidden = true; });

  let wait;
  form.addEventListener("input", (event) => {
    if (event.target.matches("[data-shapes]")) return;
    clearTimeout(wait);
    wait = setTimeout(look, 350);
  });
  form.addEventListener("change", (event) => { if (event.target.matches("[data-shapes]")) shape(); });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-shapes-click]");
    if (!button) return;
    event.preventDefault();
    shape({ [button.name]: button.value });
  });
  hide();
})();
