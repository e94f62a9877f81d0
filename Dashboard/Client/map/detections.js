// Detections as vector tiles: outlines coloured by class, groups as circles with a count.
import MVT from 'ol/format/MVT.js'
import VectorTileLayer from 'ol/layer/VectorTile.js'
import VectorTile from 'ol/source/VectorTile.js'
import Circle from 'ol/style/Circle.js'
import Fill from 'ol/style/Fill.js'
import Stroke from 'ol/style/Stroke.js'
import Style from 'ol/style/Style.js'
import Text from 'ol/style/Text.js'
import { casing, colourOf } from './colours.js'
import { count } from '../words.js'

const styles = new Map()
const kept = (key, create) => styles.get(key) ?? styles.set(key, create()).get(key)

const dark = new Style({ stroke: new Stroke({ color: casing, width: 4 }) })

function outline(classIndex) {
  return kept(`o${classIndex}`, () => {
    const colour = colourOf(classIndex)
    return [dark, new Style({ stroke: new Stroke({ color: colour, width: 2 }), fill: new Fill({ color: `${colour}18` }) })]
  })
}

function point(classIndex) {
  return kept(`p${classIndex}`, () => new Style({
    image: new Circle({ radius: 4, fill: new Fill({ color: colourOf(classIndex) }), stroke: new Stroke({ color: casing, width: 1.5 }) }),
  }))
}

// Sizes in steps of a power of two, so that few styles serve all groups.
function group(size, classIndex) {
  const step = Math.min(20, Math.floor(Math.log2(size)))
  const label = size < 1000 ? count(size) : size < 1e6 ? `${(size / 1000).toFixed(size < 1e4 ? 1 : 0)}k` : `${(size / 1e6).toFixed(1)}M`
  return kept(`g${classIndex}-${label}`, () => new Style({
    image: new Circle({ radius: 8 + step * 1.1, fill: new Fill({ color: `${classIndex < 0 ? '#e0e6ef' : colourOf(classIndex)}e6` }), stroke: new Stroke({ color: casing, width: 1.5 }) }),
    text: new Text({ text: label, font: '600 11px system-ui, sans-serif', fill: new Fill({ color: '#10141c' }), overflow: true }),
  }))
}

const chosenStyle = [new Style({ stroke: new Stroke({ color: '#10141c', width: 7 }) }), new Style({ stroke: new Stroke({ color: '#ffffff', width: 3 }) })]

export class Detections {
  /** @param {string} address Address of the tiles without query, with {z}, {x}, {y}. */
  constructor(address, space) {
    this.address = address
    this.filter = { minScore: 0, hidden: new Set() }
    this.chosen = null
    this.layer = new VectorTileLayer({
      className: 'map-detections',
      declutter: false,
      renderBuffer: 32,
      updateWhileAnimating: false,
      updateWhileInteracting: false,
      style: feature => this.style(feature),
    })
    this.projection = space.projection
    this.grid = space.grid(512, Math.max(space.maxZoom + 1, 1))
  }

  style(feature) {
    const size = feature.get('count') ?? 1
    const classIndex = feature.get('class_index') ?? -1
    if (size > 1) return group(size, classIndex)
    if (feature.get('score') < this.filter.minScore || this.filter.hidden.has(classIndex)) return undefined
    const shape = feature.getType()
    if (shape === 'Point') return point(classIndex)
    return feature.getId() === this.chosen ? chosenStyle : outline(classIndex)
  }

  /** Filters what is drawn at once; load() then asks the server, whose groups must be counted anew. */
  setFilter(filter) {
    this.filter = filter
    this.layer.changed()
  }

  choose(id) {
    this.chosen = id
    this.layer.changed()
  }

  /** Asks for the tiles of a version under the filter; what is shown stays until they are there. */
  load(version, query) {
    query.set('v', version)
    const url = `${this.address}?${query}`
    if (url === this.url) return
    this.url = url
    const source = this.layer.getSource()
    if (source) source.setUrl(url)
    else {
      this.layer.setSource(new VectorTile({ format: new MVT(), projection: this.projection, tileGrid: this.grid, url, wrapX: false, cacheSize: 128 }))
    }
  }
}
