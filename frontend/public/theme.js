// Runs before the first paint: a stored choice of theme wins over the system's.
// A file of its own because the content security policy allows no inline script.
try {
  const theme = localStorage.getItem("medskapa.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden; the system's preference then decides.
}
