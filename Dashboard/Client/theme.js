// Runs before the first paint: the theme that was chosen, else the system's.
const system = matchMedia('(prefers-color-scheme: dark)')

function apply() {
  const chosen = localStorage.getItem('theme')
  document.documentElement.dataset.theme = chosen ?? (system.matches ? 'dark' : 'light')
}

apply()
system.addEventListener('change', apply)
addEventListener('storage', apply)
document.addEventListener('click', event => {
  if (!event.target.closest?.('[data-theme-switch]')) return
  localStorage.setItem('theme', document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark')
  apply()
  document.dispatchEvent(new Event('themechange'))
})
