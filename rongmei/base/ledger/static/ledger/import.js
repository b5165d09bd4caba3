// Comforts of the import screens: dragging a file, progress without reloading. Everything works without them.
(() => {
  document.querySelectorAll("[data-drop]").forEach((form) => {
    const field = form.querySelector(".rm-drop__field");
    const input = form.querySelector('input[type="file"]');
    ["dragenter", "dragover"].forEach((kind) => field.addEventListener(kind, (event) => {
      event.preventDefault();
      field.classList.add("rm-drop__field--over");
    }));
    ["dragleave", "drop"].forEach((kind) => field.addEventListener(kind, () => field.classList.remove("rm-drop__field--over")));
    field.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer.files.length) {
        input.files = event.dataTransfer.files;
      }
    });
  });
  document.querySelectorAll("[data-submit-on-change]").forEach((select) => {
    select.addEventListener("change", () => select.form.submit());
  });
  document.querySelectorAll("[data-progress]").forEach((place) => {
    const bar = place.querySelector("progress");
    const text = place.querySelector("[data-progress-text]");
    const look = async () => {
      try {
        const answer = await fetch(place.dataset.progress, { headers: { Accept: "application/json" } });
        const now = await answer.json();
        if (now.state !== place.dataset.state || now.stuck !== (place.dataset.stuck === "1")) { window.location.reload(); return; }
        if (now.state === "checking") {
          bar.value = now.progress;
          text.textContent = `${now.progress} / ${place.dataset.total}`;
        }
      } catch { /* the next look may succeed */ }
      setTimeout(look, 1500);
    };
    setTimeout(look, 1000);
  });
})();
