// The page of a new job: choose images and a model, see what would run, start it.
import { calm, make, showFault } from '../dom.js'
import { ask } from '../http.js'
import { bytes, count, counted, span } from '../words.js'
import { readOptions } from './options.js'
import { Preview } from './preview.js'
import { send } from './upload.js'

export function start(element, signal) {
  new NewJob(element, signal).begin()
}

class NewJob {
  constructor(element, signal) {
    Object.assign(this, { element, signal })
    const find = name => element.querySelector(`[data-part="${name}"]`)
    this.form = element.querySelector('form')
    this.parts = Object.fromEntries(['drop', 'files', 'uploads', 'address', 'look', 'chosen', 'earlier', 'map', 'fault', 'estimate', 'start', 'draw', 'clear', 'area', 'hint', 'pending'].map(name => [name, find(name)]))
    this.images = []
    this.current = null
    this.pending = 0
    this.plan = calm(350, () => this.estimate())
  }

  begin() {
    const { files, drop, look, address, draw, clear, area } = this.parts
    const choose = () => {
      this.take(files.files)
      files.value = ''
    }
    files.addEventListener('change', choose)
    for (const name of ['dragenter', 'dragover']) drop.addEventListener(name, event => this.hover(event, true))
    for (const name of ['dragleave', 'drop']) drop.addEventListener(name, event => this.hover(event, false))
    drop.addEventListener('drop', event => this.take(event.dataTransfer.files))
    look.addEventListener('click', () => this.lookAt(address.value.trim()))
    address.addEventListener('keydown', event => {
      if (event.key !== 'Enter') return
      event.preventDefault()
      this.lookAt(address.value.trim())
    })
    draw.addEventListener('click', () => this.preview?.drawArea(wkt => {
      area.value = wkt
      this.plan()
    }))
    clear.addEventListener('click', () => {
      area.value = ''
      this.preview?.stopDrawing()
      this.preview?.showArea('')
      this.plan()
    })
    area.addEventListener('input', () => this.preview?.showArea(area.value.trim()))
    this.form.addEventListener('input', event => event.target.matches('[data-option], [name="model"]') && this.plan())
    this.form.addEventListener('submit', event => {
      event.preventDefault()
      this.submit()
    })
    look.disabled = false
    this.listEarlier()
    this.say()
    // Files may have been chosen before this code was there.
    if (files.files.length) choose()
  }

  hover(event, on) {
    event.preventDefault()
    this.parts.drop.classList.toggle('is-over', on)
  }

  take(files) {
    for (const file of files) {
      this.pending++
      let image = null
      send(file, this.parts.uploads, {
        signal: this.signal,
        part: Number(this.element.getAttribute('part-bytes')) || undefined,
        done: id => {
          this.pending--
          image = { name: file.name, upload: id, path: `/api/v1/images/${id}` }
          this.add(image)
        },
        dropped: () => {
          if (image) this.remove(image)
          else this.pending--
          this.say()
        },
      })
    }
    this.say()
  }

  async lookAt(address) {
    if (!address) return
    await this.add({ name: address.split('/').pop() || address, image: address, path: `/api/v1/images/info?image=${encodeURIComponent(address)}` })
  }

  async listEarlier() {
    try {
      const all = await ask('/api/v1/images', { signal: this.signal })
      const whole = all.filter(one => one.isComplete)
      if (whole.length === 0) return
      const choose = make('select', { id: 'earlier', change: () => {
        const one = whole.find(other => other.id === choose.value)
        if (one) this.add({ name: one.name, upload: one.id, path: `/api/v1/images/${one.id}` })
        choose.value = ''
      } }, make('option', { value: '' }, 'Choose…'), whole.map(one => make('option', { value: one.id }, `${one.name} (${bytes(one.length)})`)))
      this.parts.earlier.replaceChildren(make('label', { for: 'earlier' }, 'Or one that was uploaded before'), choose)
    } catch {
      // The list is a comfort: without it an image can still be chosen.
    }
  }

  async add(image) {
    showFault(this.parts.fault, null, null)
    try {
      image.view = await ask(image.path, { signal: this.signal })
    } catch (cause) {
      if (cause.name !== 'AbortError') showFault(this.parts.fault, `${image.name} cannot be used`, cause)
      this.say()
      return
    }
    this.images.push(image)
    this.list()
    this.show(image)
  }

  remove(image) {
    this.images = this.images.filter(other => other !== image)
    this.list()
    if (this.current !== image) return
    this.current = null
    if (this.images.length) this.show(this.images[0])
    else this.clearPreview()
  }

  list() {
    this.parts.chosen.replaceChildren(...this.images.map(image => make('li', {},
      make('button.chosen-name', { type: 'button', 'aria-pressed': String(image === this.current), click: () => this.show(image) }, make('strong.break', {}, image.name), make('span.faint.small', {}, describe(image.view))),
      make('button.button.button-quiet.button-small', { type: 'button', 'aria-label': `Leave out ${image.name}`, click: () => this.remove(image) }, 'Leave out'))))
    this.say()
  }

  show(image) {
    this.current = image
    this.preview?.remove()
    this.parts.hint.hidden = true
    this.parts.map.hidden = false
    this.preview = new Preview(this.parts.map, image.view, image.name)
    this.preview.showArea(this.parts.area.value.trim())
    this.parts.draw.disabled = this.parts.clear.disabled = false
    this.list()
    this.estimate()
  }

  clearPreview() {
    this.preview?.remove()
    this.preview = null
    this.parts.map.replaceChildren()
    this.parts.map.hidden = true
    this.parts.hint.hidden = false
    this.parts.draw.disabled = this.parts.clear.disabled = true
    this.parts.estimate.replaceChildren()
    this.say()
  }

  request(image) {
    return {
      ...(image.upload ? { upload: image.upload } : { image: image.image }),
      model: this.form.querySelector('[name="model"]:checked')?.value ?? '',
      options: readOptions(this.form, this.preview?.space),
    }
  }

  async estimate() {
    const { estimate, fault } = this.parts
    if (!this.current || !this.form.querySelector('[name="model"]:checked')) return
    this.asked?.abort()
    this.asked = new AbortController()
    estimate.setAttribute('aria-busy', 'true')
    try {
      const plan = await ask('/api/v1/plans', { method: 'POST', json: this.request(this.current), signal: AbortSignal.any([this.signal, this.asked.signal]) })
      showFault(fault, null, null)
      this.preview?.showGrid(plan)
      estimate.replaceChildren(facts(plan), ...plan.warnings.map(text => make('p.note', {}, text)))
      this.isPlanned = true
    } catch (cause) {
      if (cause.name === 'AbortError') return
      this.preview?.showGrid(null)
      estimate.replaceChildren()
      this.isPlanned = false
      showFault(fault, 'This cannot run', cause)
    }
    estimate.removeAttribute('aria-busy')
    this.say()
  }

  say() {
    const { start, pending } = this.parts
    const many = this.images.length
    start.disabled = many === 0 || this.pending > 0 || !this.isPlanned
    start.textContent = many > 1 ? `Start ${many} jobs` : 'Start the job'
    pending.textContent = this.pending > 0 ? `${counted(this.pending, 'file')} still on the way` : many === 0 ? 'Choose an image first' : ''
  }

  async submit() {
    const { start, fault } = this.parts
    start.disabled = true
    start.textContent = 'Starting…'
    try {
      const jobs = []
      for (const image of this.images) jobs.push(await ask('/api/v1/jobs', { method: 'POST', json: this.request(image), signal: this.signal }))
      location.assign(jobs.length === 1 ? `/jobs/${jobs[0].id}` : '/')
    } catch (cause) {
      if (cause.name !== 'AbortError') showFault(fault, 'The job was not started', cause)
      this.say()
    }
  }
}

function describe({ info, map }) {
  return `${count(info.size.width)} × ${count(info.size.height)} pixels${map.kind === 'pixels' ? ', no georeference' : ''}`
}

function facts(plan) {
  const rows = [
    ['Tiles', count(plan.tiles), `${plan.tileWidth} × ${plan.tileHeight} pixels each`],
    ['Regions', count(plan.regions), 'the unit that workers share'],
    ['To read', bytes(plan.bytes), plan.readFactor > 1.05 ? `blocks are read ${plan.readFactor} times` : 'each block once'],
    ['Expected time', plan.expectedSeconds == null ? 'unknown' : span(plan.expectedSeconds), `on ${(plan.device ?? 'this machine').split(',')[0]}, alone`],
  ]
  return make('dl.facts', {}, rows.map(([name, value, hint]) => make('div', {}, make('dt', {}, name), make('dd', {}, value), make('dd.hint', {}, hint))))
}
