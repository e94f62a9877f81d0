// What the pages do in the browser: elements that fetch their code when they are first seen.

/** An element whose behaviour is a module's start(element, signal); the signal ends it. */
function define(name, load) {
  customElements.define(name, class extends HTMLElement {
    connectedCallback() {
      this.stop = new AbortController()
      const { signal } = this.stop
      load().then(module => signal.aborted || module.start(this, signal)).catch(fault => {
        this.replaceChildren(`This part of the page could not be loaded: ${fault.message}`)
      })
    }

    disconnectedCallback() {
      this.stop.abort()
    }
  })
}

define('rk-job-map', () => import('./map/jobMap.js'))
define('rk-new-job', () => import('./newjob/form.js'))
define('rk-try-model', () => import('./models/try.js'))
define('rk-add-model', () => import('./models/add.js'))

// What the server's part of the page knows of the job, for the parts that live in the browser.
customElements.define('rk-job-state', class extends HTMLElement {
  static observedAttributes = ['state', 'missing']

  attributeChangedCallback() {
    this.dispatchEvent(new CustomEvent('rk-job-state', { bubbles: true, detail: { state: this.getAttribute('state'), missing: Number(this.getAttribute('missing')) } }))
  }
})

document.addEventListener('click', async event => {
  const button = event.target.closest?.('[data-copy-link]')
  if (!button) return
  const said = button.querySelector('[data-said]') ?? button
  const before = said.textContent
  try {
    await navigator.clipboard.writeText(location.href)
    said.textContent = 'Link copied'
  } catch {
    said.textContent = 'Copy the address from the address bar'
  }
  setTimeout(() => { said.textContent = before }, 2500)
})
