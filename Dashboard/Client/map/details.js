// What is known of one detection or region, in a card over the map.
import { make } from '../dom.js'
import { colourOf } from './colours.js'

// Properties of a result (FeatureFields on the server) that say something of the object itself, in the order of the card.
const shown = [
  ['length_m', 'Length', value => `${value.toFixed(1)} m`],
  ['width_m', 'Width', value => `${value.toFixed(1)} m`],
  ['area_m2', 'Area', value => `${value.toFixed(value < 100 ? 1 : 0)} m²`],
  ['heading_deg', 'Heading', value => `${value.toFixed(0)}°`],
  ['pixel_box', 'Pixels', ([left, top, right, bottom]) => `x ${left.toFixed(0)} to ${right.toFixed(0)}, y ${top.toFixed(0)} to ${bottom.toFixed(0)}`],
  ['acquired', 'Acquired', String],
]

export class Details {
  constructor(place, { closed }) {
    this.place = place
    this.closed = closed
    place.addEventListener('keydown', event => event.key === 'Escape' && this.close())
  }

  /** `facts` at once, from the tile; `properties` of the result once they are there. */
  showDetection({ name, classIndex, score, where }, properties, { centre }) {
    const swatch = make('span.swatch', { 'aria-hidden': 'true' })
    swatch.style.setProperty('--colour', colourOf(classIndex))
    const rows = [['Score', Number(score).toFixed(3)], ['Where', where]]
    for (const [key, label, say] of shown) if (properties?.[key] != null) rows.push([label, say(properties[key])])
    if (properties?.id) rows.push(['Id', make('code', {}, properties.id)])
    this.open(make('h3', {}, swatch, name), rows, make('button.button.button-small', { type: 'button', click: centre }, 'Go there'))
  }

  showRegion(region, { again }) {
    const rows = [['State', { inWork: 'in work', givenUp: 'given up' }[region.state] ?? region.state], ['Pixels', `x ${region.rect.x}, y ${region.rect.y}, ${region.rect.width} × ${region.rect.height}`]]
    if (region.failure) rows.push(['Cause', make('span', {}, make('strong', {}, region.failure.code), ' ', region.failure.message)], ['Attempts', String(region.attempts)])
    this.open(make('h3', {}, `Region ${region.name}`), rows, again)
  }

  close() {
    if (this.place.hidden) return
    this.place.hidden = true
    this.place.replaceChildren()
    this.closed()
  }

  open(title, rows, action) {
    this.place.hidden = false
    this.place.replaceChildren(
      make('div.details-head', {}, title, make('button.button.button-quiet.button-small', { type: 'button', click: () => this.close() }, 'Close')),
      make('dl.pairs', {}, rows.flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, value)])))
    if (action) this.place.append(make('div.row', {}, action))
  }
}
