// Light, dark or as the system has it; the choice is remembered in this browser.

const ORDER = ["system", "light", "dark"];
const SENTENCES = { system: "Colours follow the system", light: "Light colours", dark: "Dark colours" };

export function startTheme(button) {
  const show = (theme) => {
    document.documentElement.dataset.theme = theme;
    button.setAttribute("aria-label", `${SENTENCES[theme]}. Change`);
    button.title = SENTENCES[theme];
  };
  let theme = ORDER.includes(localStorage.getItem("theme")) ? localStorage.getItem("theme") : "system";
  show(theme);
  button.addEventListener("click", () => {
    theme = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length];
    localStorage.setItem("theme", theme);
    show(theme);
  });
}
