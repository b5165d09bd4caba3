// Text fields that opt in with data-proof, on themselves or around them (its value: title, lead, body, caption, table): lines are
// passages, remarks stand in the list. Fields that come later, in a block somebody adds, are found when they come.
(() => {
  const lines = (field) => {
    let at = 0;
    return field.value.split("\n").map((text, number) => {
      const passage = { key: number, text, at, scope: field.closest("[data-proof]").dataset.proof || "body" };
      at += text.length + 1;
      return passage;
    });
  };

  const watch = (field) => {
    const place = (key) => lines(field)[key]?.at ?? 0;
    const watcher = window.proofdesk.watch({
      root: field,
      passages: () => lines(field),
      may: () => !field.readOnly && !field.disabled,
      select(key, start, end) {
        field.focus();
        field.setSelectionRange(place(key) + start, place(key) + end);
      },
      replace(key, start, end, text) {
        field.focus();
        field.setSelectionRange(place(key) + start, place(key) + end);
        // Through the browser's own typing, so that Ctrl+Z takes it back.
        if (!document.execCommand("insertText", false, text)) {
          field.setRangeText(text);
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }
      },
    });
    field.addEventListener("input", watcher.changed);
  };

  const FIELDS = ":is(textarea, input:not([type]), input[type=text]):is([data-proof], [data-proof] *)";
  const watched = new WeakSet();
  const look = () => document.querySelectorAll(FIELDS).forEach((field) => {
    if (watched.has(field)) return;
    watched.add(field);
    watch(field);
  });
  const start = () => {
    look();
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
})();
