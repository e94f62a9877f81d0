// The map of a job: image, regions, detections as they arrive; filters, details, state in the address.
import { getCenter } from 'ol/extent.js'
import { calm, make, showFault } from '../dom.js'
import { ask } from '../http.js'
import { readAddress, writeAddress } from './address.js'
import { Detections } from './detections.js'
import { Details } from './details.js'
import { listen } from './events.js'
import { Filter } from './filter.js'
import { showImage } from './imageMap.js'
import { Regions } from './regions.js'

const ended = new Set(['done', 'partial', 'failed', 'cancelled'])
const pace = 1500

export async function start(element, signal) {
  const id = element.getAttribute('job')
  const panel = document.getElementById(element.getAttribute('panel'))
  const stage = make('div.map')
  const fault = make('div.map-fault')
  element.replaceChildren(stage, fault)
  try {
    const [job, image] = await Promise.all([ask(`/api/v1/jobs/${id}`, { signal }), ask(`/api/v1/jobs/${id}/image`, { signal })])
    new JobMap({ element, panel, stage, fault, job, image, signal }).begin()
  } catch (cause) {
    if (cause.name !== 'AbortError') showFault(fault, 'The map cannot be shown', cause)
  }
}

class JobMap {
  constructor({ element, panel, stage, fault, job, image, signal }) {
    Object.assign(this, { job, signal, fault })
    this.path = `/api/v1/jobs/${job.id}`
    this.address = readAddress()
    const { map, space } = showImage(stage, image, `Map of ${job.image}`)
    Object.assign(this, { map, space })
    this.regions = new Regions(space)
    this.detections = new Detections(`/tiles/jobs/${job.id}/detections/{z}/{x}/{y}.mvt`, space)
    this.regions.layer.setVisible(this.address.regions === '1' || (this.address.regions === null && !ended.has(job.state)))
    map.addLayer(this.regions.layer)
    map.addLayer(this.detections.layer)
    const card = make('section.details', { hidden: true, tabindex: '-1', 'aria-label': 'Details' })
    element.append(this.tools(), card)
    this.details = new Details(card, { closed: () => this.choose(null) })
    this.filter = new Filter(panel, job.classes, this.address, value => this.refilter(value))
    this.inView = make('ol.in-view')
    panel.append(make('details.filter-list', { toggle: () => this.listInView() }, make('summary', {}, 'List the best in view'), this.inView))
  }

  begin() {
    this.place()
    this.detections.setFilter(this.filter.value)
    this.chosen = this.address.chosen === null ? null : Number(this.address.chosen)
    this.detections.chosen = this.chosen
    if (this.chosen !== null) this.restore(this.chosen)
    const remember = calm(200, () => this.remember())
    this.map.on('pointerdrag', () => { this.isMoved = true })
    this.map.on('moveend', () => {
      remember()
      this.listInView()
    })
    this.map.getView().on('change:resolution', () => { this.isMoved = true })
    this.isMoved = Boolean(this.address.centre)
    this.map.on('click', event => this.click(event.pixel, event.coordinate))
    this.map.on('rendercomplete', calm(120, () => this.listInView()))
    this.detections.layer.on('postrender', () => this.noteFirst())
    document.addEventListener('click', event => this.showRegion(event.target.closest?.('[data-show-region]')), { signal: this.signal })
    // A job that had ended is taken up again by a retry, of which no event tells.
    document.addEventListener('rk-job-state', event => this.hear(event.detail), { signal: this.signal })
    this.refresh()
    if (!ended.has(this.job.state)) this.follow()
    this.signal.addEventListener('abort', () => {
      clearTimeout(this.timer)
      this.map.setTarget(null)
    })
  }

  place() {
    const { centre, resolution } = this.address
    const view = this.map.getView()
    if (centre) {
      view.setCenter(centre)
      if (resolution) view.setResolution(resolution)
    }
  }

  tools() {
    const toggle = make('button.button.button-small', { type: 'button', 'aria-pressed': String(this.regions.layer.getVisible()) }, 'Regions')
    toggle.addEventListener('click', () => {
      const on = !this.regions.layer.getVisible()
      this.regions.layer.setVisible(on)
      toggle.setAttribute('aria-pressed', String(on))
      this.address.regions = on ? '1' : '0'
      this.remember()
    })
    const whole = make('button.button.button-small', { type: 'button', click: () => this.showWhole() }, 'Whole image')
    return make('div.map-tools', {}, whole, toggle)
  }

  showWhole() {
    this.map.getView().fit(this.space.extent, { padding: [32, 32, 32, 32], duration: 250, callback: () => { this.isMoved = false; this.remember() } })
  }

  // When the first detections were on the screen, for those who measure.
  noteFirst() {
    if (this.isNoted || !this.detections.layer.getSource() || this.detections.layer.getFeaturesInExtent(this.map.getView().calculateExtent()).length === 0) return
    this.isNoted = true
    performance.mark('detections-drawn')
  }

  hear({ state, missing }) {
    if (this.isFollowing || (state === this.job.state && missing === this.job.missingRegions)) return
    Object.assign(this.job, { state, missingRegions: missing })
    if (ended.has(state)) this.refresh()
    else this.follow()
  }

  follow() {
    this.isFollowing = true
    const close = listen(`${this.path}/events`, {
      progress: ({ state }) => {
        this.job.state = state
        this.later()
      },
      end: ({ state }) => {
        this.job.state = state
        this.isFollowing = false
        close()
        this.refresh()
      },
    }, this.signal)
  }

  // However fast news comes, the map asks at most once in a while.
  later() {
    if (this.timer) return
    this.timer = setTimeout(() => {
      this.timer = null
      this.refresh()
    }, pace)
  }

  async refresh() {
    const query = this.filter.query
    try {
      const [summary, regions] = await Promise.all([ask(`${this.path}/detections?${query}`, { signal: this.signal }), ask(`${this.path}/regions`, { signal: this.signal })])
      this.filter.show(summary)
      this.regions.show(regions)
      this.version = summary.version
      this.detections.load(summary.version, query)
      showFault(this.fault, null, null)
    } catch (cause) {
      if (cause.name !== 'AbortError') showFault(this.fault, 'The detections could not be read', cause)
    }
  }

  refilter(value) {
    this.detections.setFilter(value)
    this.remember()
    this.ask ??= calm(150, () => this.refresh())
    this.ask()
  }

  click(pixel, coordinate) {
    let found = null
    this.map.forEachFeatureAtPixel(pixel, (feature, layer) => {
      if (layer === this.detections.layer) {
        if (!found || found.layer !== layer || (feature.get('score') ?? 0) > (found.feature.get('score') ?? 0)) found = { feature, layer }
      } else if (layer === this.regions.layer && !found) found = { feature, layer }
    }, { hitTolerance: 4 })
    if (!found) this.details.close()
    else if (found.layer === this.regions.layer) this.details.showRegion(found.feature.get('region'), {})
    else if ((found.feature.get('count') ?? 1) > 1) this.closer(coordinate)
    else this.show(found.feature)
  }

  showRegion(link) {
    const extent = link && this.regions.extentOf(Number(link.dataset.showRegion))
    if (!extent) return
    this.regions.layer.setVisible(true)
    this.isMoved = true
    this.map.getView().fit(extent, { padding: [48, 48, 48, 48], duration: 250 })
    this.map.getTargetElement().focus()
  }

  closer(at) {
    const view = this.map.getView()
    view.animate({ center: at, resolution: view.getResolution() / 2.5, duration: 250 })
  }

  /** Shows what is known of a detection; what it answers with goes there. */
  show(feature) {
    const number = feature.getId()
    const centre = getCenter(feature.getExtent())
    const go = () => this.map.getView().animate({ center: centre, resolution: Math.min(this.map.getView().getResolution(), this.space.side / 256 / 2 ** this.space.maxZoom), duration: 250 })
    const facts = { name: feature.get('class'), classIndex: feature.get('class_index'), score: feature.get('score'), where: this.space.say(centre) }
    this.details.showDetection(facts, null, { centre: go })
    this.choose(number)
    this.explain(number, facts, go)
    return go
  }

  // The tile knows class and score; the result knows the rest.
  async explain(number, facts, go) {
    try {
      const { id, properties } = await ask(`${this.path}/detections/${number}`, { signal: this.signal })
      if (this.chosen === number) this.details.showDetection(facts, { ...properties, id }, { centre: go })
    } catch {
      // Before the job has ended there is no result to ask.
    }
  }

  // Of a detection that the address names the tile may not be there: the result says all.
  async restore(number) {
    try {
      const { id, properties } = await ask(`${this.path}/detections/${number}`, { signal: this.signal })
      if (this.chosen !== number) return
      const [left, top, right, bottom] = properties.pixel_box
      const centre = this.space.place([(left + right) / 2, (top + bottom) / 2])
      const facts = { name: properties.class, classIndex: this.job.classes.indexOf(properties.class), score: properties.score, where: this.space.say(centre) }
      this.details.showDetection(facts, { ...properties, id }, { centre: () => this.map.getView().animate({ center: centre, duration: 250 }) })
    } catch {
      // The job has run again since: what the address named is gone.
    }
  }

  choose(id) {
    this.chosen = id
    this.detections.choose(id)
    this.remember()
  }

  remember() {
    writeAddress({ filter: this.filter.value, view: this.map.getView(), isMoved: this.isMoved, chosen: this.chosen, regions: this.address.regions })
  }

  // For those who read instead of looking: what the map shows, best first.
  listInView() {
    if (!this.inView.parentElement.open || !this.detections.layer.getSource()) return
    const extent = this.map.getView().calculateExtent()
    const best = new Map()
    let groups = 0
    for (const feature of this.detections.layer.getFeaturesInExtent(extent)) {
      if ((feature.get('count') ?? 1) > 1) groups++
      else if (this.detections.style(feature)) best.set(feature.getId(), feature)
    }
    const sorted = [...best.values()].sort((a, b) => b.get('score') - a.get('score')).slice(0, 40)
    this.inView.replaceChildren(...sorted.map(feature => make('li', {}, make('button.found', { type: 'button', click: () => this.show(feature)() },
      make('span', {}, feature.get('class')), make('span.number', {}, Number(feature.get('score')).toFixed(2))))))
    if (sorted.length === 0) this.inView.replaceChildren(make('li.faint', {}, groups ? 'None by itself at this zoom: go closer.' : 'None in view.'))
  }
}
