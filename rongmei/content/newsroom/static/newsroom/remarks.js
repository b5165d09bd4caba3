/* What is selected in the text becomes the passage of the next remark. */
(() => {
  const field = document.querySelector("[data-passage]");
  const text = document.querySelector(".nr-text");
  if (!field || !text) return;
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const words = selection.toString().trim();
    if (words && text.contains(selection.anchorNode)) field.value = words.slice(0, 500);
  });
})();
