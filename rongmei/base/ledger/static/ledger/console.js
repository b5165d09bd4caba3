// Small comforts of the ledger screens. Everything works without them.
(() => {
  document.querySelectorAll("[data-tick-all]").forEach((box) => {
    box.addEventListener("change", () => {
      box.closest("form").querySelectorAll('input[name="row"]').forEach((tick) => { tick.checked = box.checked; });
    });
  });
  document.querySelectorAll("[data-lines]").forEach((set) => {
    const body = set.querySelector("table.rm-lines tbody");
    const template = set.querySelector("template");
    set.querySelector("[data-add-line]").addEventListener("click", () => {
      const index = body.rows.length;
      const row = template.content.querySelector("tr").cloneNode(true);
      row.querySelectorAll("[name]").forEach((input) => {
        input.name = input.name.replace("__i__", index);
        input.id = input.id.replace("__i__", index);
      });
      body.append(row);
      row.querySelector("input, select").focus();
    });
  });
  // A table wider than the window can be scrolled by keyboard, also when nothing in it takes the focus.
  document.querySelectorAll(".rm-scroll").forEach((place) => {
    if (place.scrollWidth > place.clientWidth) place.tabIndex = 0;
  });
  // Leaving a half-filled form asks first.
  document.querySelectorAll("form[data-keep-typing]").forEach((form) => {
    let typed = false;
    form.addEventListener("input", () => { typed = true; });
    form.addEventListener("submit", () => { typed = false; });
    window.addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });
  });
})();
