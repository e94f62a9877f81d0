// The space of a map: the world in Web Mercator, or the image's own pixels with y turned over (OpenLayers' y goes up).
import { fromLonLat, get as known, toLonLat } from 'ol/proj.js'
import Projection from 'ol/proj/Projection.js'
import TileGrid from 'ol/tilegrid/TileGrid.js'

export class Space {
  /** @param image The API's view of an image: info.size, map (kind, side, extent, maxZoom), outline or null. */
  constructor(image) {
    const { kind, side, extent, maxZoom } = image.map
    this.isPixels = kind === 'pixels'
    this.side = side
    this.maxZoom = maxZoom
    this.world = this.isPixels ? [0, -side, side, 0] : [-side / 2, -side / 2, side / 2, side / 2]
    this.projection = this.isPixels ? new Projection({ code: 'redkube-pixels', units: 'pixels', extent: this.world }) : known('EPSG:3857')
    this.extent = this.isPixels ? [extent.xMin, -extent.yMax, extent.xMax, -extent.yMin] : [extent.xMin, extent.yMin, extent.xMax, extent.yMax]
    this.width = image.info.size.width
    this.height = image.info.size.height
    this.corners = image.outline
  }

  /** A grid of tiles whose zoom 0 is the whole square. */
  grid(size, maxZoom = this.maxZoom) {
    return new TileGrid({
      extent: this.world,
      origin: [this.world[0], this.world[3]],
      tileSize: size,
      resolutions: Array.from({ length: maxZoom + 1 }, (_, z) => this.side / size / 2 ** z),
    })
  }

  /** From image pixels (x right, y down) to the map. With a georeference it goes by the image's four corners: right for drawing, not for measuring. */
  place([x, y]) {
    if (this.isPixels) return [x, -y]
    const [u, v] = [x / this.width, y / this.height]
    const [a, b, c, d] = this.corners
    const mix = name => (1 - v) * ((1 - u) * a[name] + u * b[name]) + v * ((1 - u) * d[name] + u * c[name])
    return fromLonLat([mix('lon'), mix('lat')])
  }

  /** The image pixel under a point of the map; with a georeference by three corners, near enough to choose a tile. */
  pixelAt(at) {
    if (this.isPixels) return [at[0], -at[1]]
    const [p, a, b, d] = [toLonLat(at), ...[0, 1, 3].map(i => [this.corners[i].lon, this.corners[i].lat])]
    const [r, s, q] = [[b[0] - a[0], b[1] - a[1]], [d[0] - a[0], d[1] - a[1]], [p[0] - a[0], p[1] - a[1]]]
    const area = r[0] * s[1] - r[1] * s[0]
    return [((q[0] * s[1] - q[1] * s[0]) / area) * this.width, ((r[0] * q[1] - r[1] * q[0]) / area) * this.height]
  }

  /** WKT of a ring on the map, as an option of a job: pixels where the map is pixels, else lon lat. */
  wkt(ring) {
    const numbers = ring.map(at => (this.isPixels ? [at[0], -at[1]] : toLonLat(at)).map(n => Number(n.toFixed(this.isPixels ? 2 : 8))).join(' '))
    return `POLYGON ((${numbers.join(', ')}))`
  }

  /** Where a point of the map is, in words. */
  say(at) {
    if (this.isPixels) return `x ${at[0].toFixed(0)}, y ${(-at[1]).toFixed(0)}`
    const [lon, lat] = toLonLat(at)
    return `${Math.abs(lat).toFixed(5)}° ${lat < 0 ? 'S' : 'N'}, ${Math.abs(lon).toFixed(5)}° ${lon < 0 ? 'W' : 'E'}`
  }
}
