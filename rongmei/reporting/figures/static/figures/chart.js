// Draws every chart of the page from the JSON beside it. Without this file the table under it says the same.
(() => {
  if (!window.echarts) return;
  const style = getComputedStyle(document.documentElement);
  const token = (name, otherwise) => style.getPropertyValue(name).trim() || otherwise;
  document.querySelectorAll("[data-chart]").forEach((place) => {
    const { option, height } = JSON.parse(document.getElementById(place.dataset.chart).textContent);
    place.style.height = `${height}px`;
    const text = token("--w-color-text-label", "#333");
    const line = token("--w-color-border-furniture", "#ccc");
    const shades = {
      color: [token("--w-color-secondary", "#007d7e")],
      textStyle: { color: text, fontFamily: getComputedStyle(document.body).fontFamily },
      xAxis: { axisLabel: { color: text }, nameTextStyle: { color: text }, splitLine: { lineStyle: { color: line } } },
      yAxis: { axisLabel: { color: text }, nameTextStyle: { color: text }, splitLine: { lineStyle: { color: line } } },
    };
    const chart = window.echarts.init(place, null, { renderer: "canvas" });
    chart.setOption(shades);
    chart.setOption(option);
    new ResizeObserver(() => chart.resize()).observe(place);
  });
})();
