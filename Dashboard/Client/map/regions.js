// Regions coloured by their state.
import Feature from 'ol/Feature.js'
import Polygon from 'ol/geom/Polygon.js'
import VectorLayer from 'ol/layer/Vector.js'
import { fromLonLat } from 'ol/proj.js'
import VectorSource from 'ol/source/Vector.js'
import Fill from 'ol/style/Fill.js'
import Stroke from 'ol/style/Stroke.js'
import Style from 'ol/style/Style.js'

const look = (line, fill, width = 1, lineDash = undefined) => new Style({ stroke: new Stroke({ color: line, width, lineDash }), fill: new Fill({ color: fill }) })

const looks = {
  waiting: look('rgba(255,255,255,0.55)', 'rgba(15,20,30,0.35)', 1, [4, 4]),
  inWork: look('#8fb2ff', 'rgba(60,110,255,0.22)', 2),
  done: look('rgba(255,255,255,0.28)', 'rgba(0,0,0,0)'),
  givenUp: look('#ff8a80', 'rgba(220,40,30,0.32)', 2),
  missing: look('rgba(255,255,255,0.4)', 'rgba(15,20,30,0.35)', 1, [2, 4]),
}

export class Regions {
  constructor(space) {
    this.space = space
    this.source = new VectorSource()
    this.layer = new VectorLayer({ className: 'map-regions', source: this.source, style: feature => looks[feature.get('state')] ?? looks.waiting })
    this.known = new Map()
  }

  /** Shows the regions as the API lists them; only what changed is touched. */
  show(regions) {
    const seen = new Set()
    for (const region of regions) {
      seen.add(region.index)
      let feature = this.known.get(region.index)
      if (!feature) {
        feature = new Feature({ geometry: new Polygon([this.ring(region)]) })
        this.known.set(region.index, feature)
        feature.set('state', region.state, true)
        this.source.addFeature(feature)
      }
      if (feature.get('state') !== region.state) feature.set('state', region.state)
      feature.set('region', region, true)
    }
    for (const [index, feature] of this.known) {
      if (seen.has(index)) continue
      this.known.delete(index)
      this.source.removeFeature(feature)
    }
  }

  extentOf(index) {
    return this.known.get(index)?.getGeometry().getExtent()
  }

  ring({ rect, outline }) {
    const corners = !this.space.isPixels && outline
      ? outline.map(({ lon, lat }) => fromLonLat([lon, lat]))
      : [[rect.x, rect.y], [rect.x + rect.width, rect.y], [rect.x + rect.width, rect.y + rect.height], [rect.x, rect.y + rect.height]].map(at => this.space.place(at))
    return [...corners, corners[0]]
  }
}
