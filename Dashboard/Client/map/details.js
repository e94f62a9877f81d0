// What is known of one detection or region, in a card over the map.
import { make } from '../dom.js'
import { colourOf } from './colours.js'

const hiddenOnes = new Set(['class', 'className', 'score', 'id', 'layer', 'count'])

const named = { width_m: 'Width', height_m: 'Length', length_m: 'Length', area_m2: 'Area', heading: 'Heading', angle: 'Angle', state: 'State', tile: 'Tile', region: 'Region' }

export class Details {
  constructor(place, { closed }) {
    this.place = place
    this.closed = closed
    place.addEventListener('keydown', event => event.key === 'Escape' && this.close())
  }

  showDetection(className, classIndex, properties, where, { centre }) {
    const swatch = make('span.swatch', { 'aria-hidden': 'true' })
    swatch.style.setProperty('--colour', colourOf(classIndex))
    const rows = [['Score', Number(properties.score).toFixed(3)], ['Where', where]]
    for (const [name, value] of Object.entries(properties)) {
      if (!hiddenOnes.has(name) && value !== null && typeof value !== 'object') rows.push([named[name] ?? name, typeof value === 'number' ? `${Number(value.toPrecision(6))}` : String(value)])
    }
    rows.push(['Id', make('code', {}, String(properties.id ?? ''))])
    this.open(make('h3', {}, swatch, className), rows, make('button.button.button-small', { type: 'button', click: centre }, 'Go there'))
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
