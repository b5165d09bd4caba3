// Text fields that opt in with data-proof (its value: title, lead, body, caption): lines are passages, remarks stand in the list.
(() => {
  const lines = (field) => {
    let at = 0;
    return field.value.split("\n").map((text, number) => {
      const passage = { key: number, text, at, scope: field.dataset.proof || "body" };
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

  const start = () => document.querySelectorAll("textarea[data-proof], input[data-proof]").forEach(watch);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
})();
