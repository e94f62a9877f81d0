// Tries a model on one tile of an image: the place is where the user clicks, at first the middle.
import Feature from 'ol/Feature.js'
import Polygon from 'ol/geom/Polygon.js'
import VectorLayer from 'ol/layer/Vector.js'
import VectorSource from 'ol/source/Vector.js'
import Fill from 'ol/style/Fill.js'
import Stroke from 'ol/style/Stroke.js'
import Style from 'ol/style/Style.js'
import { make, showFault } from '../dom.js'
import { ask } from '../http.js'
import { casing, colourOf } from '../map/colours.js'
import { showImage } from '../map/imageMap.js'
import { send } from '../newjob/upload.js'
import { counted } from '../words.js'

export function start(element, signal) {
  new Trial(element, signal).begin()
}

class Trial {
  constructor(element, signal) {
    Object.assign(this, { element, signal, model: element.getAttribute('model'), classes: JSON.parse(element.getAttribute('classes') ?? '[]') })
    this.choose = make('select', { id: `try-${this.model.slice(0, 8)}` })
    this.files = make('input.visually-hidden', { type: 'file', id: `file-${this.model.slice(0, 8)}` })
    this.list = make('ul')
    this.fault = make('div')
    this.stage = make('div.try-map', { hidden: true })
    this.said = make('p', { 'aria-live': 'polite' })
    this.found = make('ol.in-view')
  }

  async begin() {
    this.element.replaceChildren(
      make('div.try-choose', {},
        make('div', {}, make('label', { for: this.choose.id }, 'Try it on'), this.choose),
        make('label.button', { for: this.files.id }, 'Send an image'), this.files),
      this.list, this.fault, this.stage, make('div.try-said', {}, this.said, this.found))
    this.choose.addEventListener('change', () => this.choose.value && this.show(`/api/v1/images/${this.choose.value}`, { upload: this.choose.value }))
    this.files.addEventListener('change', () => {
      for (const file of this.files.files) {
        send(file, this.list, { signal: this.signal, dropped: () => {}, done: id => this.tryOn(id) })
      }
      this.files.value = ''
    })
    await this.listImages('')
  }

  // The list of images names it from now on.
  async tryOn(id) {
    this.list.replaceChildren()
    await this.show(`/api/v1/images/${id}`, { upload: id })
    await this.listImages(id)
  }

  async listImages(chosen) {
    const images = await ask('/api/v1/images', { signal: this.signal }).catch(() => [])
    const whole = images.filter(image => image.isComplete)
    this.choose.replaceChildren(make('option', { value: '' }, whole.length ? 'Choose an image' : 'No image is here yet'), ...whole.map(image => make('option', { value: image.id, selected: image.id === chosen }, image.name)))
    this.choose.disabled = whole.length === 0
  }

  async show(path, source) {
    try {
      const view = await ask(path, { signal: this.signal })
      this.source = source
      this.shown?.map.setTarget(null)
      this.stage.replaceChildren()
      this.stage.hidden = false
      this.shown = showImage(this.stage, view, 'Image to try the model on. Click where it should look')
      this.marks = new VectorSource()
      this.shown.map.addLayer(new VectorLayer({ source: this.marks, style: feature => feature.get('style') }))
      this.shown.map.on('click', event => this.run(this.shown.space.pixelAt(event.coordinate)))
      await this.run(null)
    } catch (cause) {
      if (cause.name !== 'AbortError') showFault(this.fault, 'The image cannot be used', cause)
    }
  }

  async run(at) {
    this.said.textContent = 'The model is looking…'
    showFault(this.fault, null, null)
    try {
      const answer = await ask(`/api/v1/models/${this.model}/try`, { method: 'POST', json: { ...this.source, x: at?.[0], y: at?.[1] }, signal: this.signal })
      this.draw(answer)
    } catch (cause) {
      this.said.textContent = ''
      if (cause.name !== 'AbortError') showFault(this.fault, 'The model could not be tried', cause)
    }
  }

  draw({ rect, device, seconds, detections }) {
    const { space, map } = this.shown
    const ring = points => new Polygon([[...points, points[0]].map(at => space.place(at))])
    const box = ring([[rect.x, rect.y], [rect.x + rect.width, rect.y], [rect.x + rect.width, rect.y + rect.height], [rect.x, rect.y + rect.height]])
    this.marks.clear()
    this.marks.addFeature(new Feature({ geometry: box, style: new Style({ stroke: new Stroke({ color: '#ffffff', width: 1.5, lineDash: [6, 4] }) }) }))
    for (const one of detections) {
      const colour = colourOf(this.classes.indexOf(one.class))
      const style = [new Style({ stroke: new Stroke({ color: casing, width: 4 }) }), new Style({ stroke: new Stroke({ color: colour, width: 2 }), fill: new Fill({ color: `${colour}22` }) })]
      this.marks.addFeature(new Feature({ geometry: ring(one.outline.map(({ x, y }) => [x, y])), style }))
    }
    map.getView().fit(box.getExtent(), { padding: [24, 24, 24, 24], duration: 200 })
    this.said.textContent = `${counted(detections.length, 'detection')} on this tile in ${(seconds * 1000).toFixed(0)} ms on ${device}. Click elsewhere to look there.`
    this.found.replaceChildren(...detections.slice(0, 20).map(one => make('li', {}, make('span', {}, one.class), make('span.number', {}, one.score.toFixed(2)))))
  }
}
