// The image with the tile grid that a job would lay over it, and the area of interest, drawn by hand.
import Feature from 'ol/Feature.js'
import WKT from 'ol/format/WKT.js'
import MultiLineString from 'ol/geom/MultiLineString.js'
import Polygon from 'ol/geom/Polygon.js'
import Draw from 'ol/interaction/Draw.js'
import VectorLayer from 'ol/layer/Vector.js'
import VectorSource from 'ol/source/Vector.js'
import Fill from 'ol/style/Fill.js'
import Stroke from 'ol/style/Stroke.js'
import Style from 'ol/style/Style.js'
import { showImage } from '../map/imageMap.js'

const gridStyle = [new Style({ stroke: new Stroke({ color: 'rgba(10,14,22,0.4)', width: 2.5 }) }), new Style({ stroke: new Stroke({ color: 'rgba(255,255,255,0.6)', width: 1 }) })]
const tileStyle = new Style({ stroke: new Stroke({ color: '#ffd23f', width: 2 }), fill: new Fill({ color: 'rgba(255,210,63,0.12)' }) })
const areaStyle = new Style({ stroke: new Stroke({ color: '#3ec7ff', width: 2.5 }), fill: new Fill({ color: 'rgba(62,199,255,0.16)' }) })
const steps = 16

export class Preview {
  constructor(place, image, name) {
    place.replaceChildren()
    Object.assign(this, showImage(place, image, `Preview of ${name}`))
    this.grid = new VectorSource()
    this.area = new VectorSource()
    this.map.addLayer(new VectorLayer({ source: this.grid, style: feature => feature.get('style') }))
    this.map.addLayer(new VectorLayer({ source: this.area, style: areaStyle }))
  }

  /** Where tiles overlap both edges are drawn; one tile is marked, so that its size is seen. */
  showGrid(plan) {
    this.grid.clear()
    if (!plan || plan.tileX.length * plan.tileY.length === 0) return
    const [right, bottom] = [Math.min(plan.width, plan.tileX.at(-1) + plan.tileWidth), Math.min(plan.height, plan.tileY.at(-1) + plan.tileHeight)]
    const between = (from, to) => Array.from({ length: steps + 1 }, (_, i) => from + ((to - from) * i) / steps)
    const edges = (starts, size, end) => [...new Set(starts.flatMap(at => [at, Math.min(end, at + size)]))]
    const lines = [
      ...edges(plan.tileX, plan.tileWidth, right).map(x => between(0, bottom).map(y => this.space.place([x, y]))),
      ...edges(plan.tileY, plan.tileHeight, bottom).map(y => between(0, right).map(x => this.space.place([x, y]))),
    ]
    const [x, y] = [plan.tileX[plan.tileX.length >> 1], plan.tileY[plan.tileY.length >> 1]]
    const ring = [[x, y], [x + plan.tileWidth, y], [x + plan.tileWidth, y + plan.tileHeight], [x, y + plan.tileHeight], [x, y]].map(at => this.space.place(at))
    this.grid.addFeatures([
      new Feature({ geometry: new MultiLineString(lines), style: gridStyle }),
      new Feature({ geometry: new Polygon([ring]), style: tileStyle }),
    ])
  }

  /** Draws a polygon by clicks; calls back with its WKT. */
  drawArea(done) {
    this.stopDrawing()
    this.area.clear()
    this.drawing = new Draw({ source: this.area, type: 'Polygon', style: areaStyle })
    this.drawing.on('drawend', event => {
      const wkt = this.space.wkt(event.feature.getGeometry().getCoordinates()[0])
      this.stopDrawing()
      done(wkt)
    })
    this.map.addInteraction(this.drawing)
    this.map.getTargetElement().classList.add('is-drawing')
  }

  stopDrawing() {
    if (!this.drawing) return
    this.map.removeInteraction(this.drawing)
    this.drawing = null
    this.map.getTargetElement().classList.remove('is-drawing')
  }

  /** Shows WKT as it was typed; false where it is none. */
  showArea(wkt) {
    this.area.clear()
    if (!wkt) return true
    try {
      const geometry = new WKT().readGeometry(wkt)
      if (this.space.isPixels) geometry.applyTransform((flat, out, stride) => flat.forEach((value, i) => { out[i] = i % stride === 1 ? -value : value }))
      else geometry.transform('EPSG:4326', this.space.projection)
      this.area.addFeature(new Feature({ geometry }))
      return true
    } catch {
      return false
    }
  }

  remove() {
    this.map.setTarget(null)
  }
}
