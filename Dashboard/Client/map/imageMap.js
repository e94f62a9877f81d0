// A map with one image on it: what all maps of the pages start from.
import Map from 'ol/Map.js'
import View from 'ol/View.js'
import { defaults as usualControls } from 'ol/control/defaults.js'
import MousePosition from 'ol/control/MousePosition.js'
import ScaleLine from 'ol/control/ScaleLine.js'
import { defaults as usualInteractions } from 'ol/interaction/defaults.js'
import MouseWheelZoom from 'ol/interaction/MouseWheelZoom.js'
import TileLayer from 'ol/layer/Tile.js'
import XYZ from 'ol/source/XYZ.js'
import { calm } from '../dom.js'
import { Space } from './space.js'

const margin = [32, 32, 32, 32]

/** Makes the map in an element. Its target can be focused: arrow keys pan, + and − zoom. */
export function showImage(target, image, label) {
  const space = new Space(image)
  const tileSize = image.map.tileSize
  target.tabIndex = 0
  target.setAttribute('role', 'application')
  target.setAttribute('aria-label', `${label}. Arrow keys move the map, plus and minus zoom.`)
  const map = new Map({
    target,
    controls: usualControls({ attribution: false, rotate: false, zoomOptions: { zoomInTipLabel: 'Closer', zoomOutTipLabel: 'Farther' } }).extend([
      new MousePosition({ coordinateFormat: at => space.say(at), projection: space.projection, placeholder: '', className: 'map-position' }),
      ...(space.isPixels ? [] : [new ScaleLine({ className: 'map-scale' })]),
    ]),
    interactions: usualInteractions({ mouseWheelZoom: false, altShiftDragRotate: false, pinchRotate: false }).extend([new MouseWheelZoom({ constrainResolution: false })]),
    layers: [new TileLayer({
      className: 'map-image',
      extent: space.extent,
      source: new XYZ({ url: image.tiles, projection: space.projection, tileGrid: space.grid(tileSize), interpolate: true, wrapX: false, transition: 150 }),
    })],
    view: new View({
      projection: space.projection,
      extent: grown(space.extent, 0.5),
      constrainOnlyCenter: true,
      showFullExtent: true,
      smoothResolutionConstraint: false,
      minResolution: space.side / tileSize / 2 ** (space.maxZoom + 3),
      maxResolution: Math.max(space.extent[2] - space.extent[0], space.extent[3] - space.extent[1]) / 160,
      center: [(space.extent[0] + space.extent[2]) / 2, (space.extent[1] + space.extent[3]) / 2],
      resolution: (space.extent[2] - space.extent[0]) / 600,
    }),
  })
  map.getView().fit(space.extent, { padding: margin, size: map.getSize() })
  // Says when what is in view is drawn, for tests and pictures.
  map.on('rendercomplete', calm(120, () => { target.dataset.drawn = '' }))
  map.on('movestart', () => { delete target.dataset.drawn })
  return { map, space }
}

function grown([xMin, yMin, xMax, yMax], part) {
  const [width, height] = [(xMax - xMin) * part, (yMax - yMin) * part]
  return [xMin - width, yMin - height, xMax + width, yMax + height]
}
