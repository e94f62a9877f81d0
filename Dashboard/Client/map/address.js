// The state of the map in the page's address, so that a link shows the same.
export function readAddress() {
  const query = new URLSearchParams(location.search)
  const number = name => (query.has(name) && Number.isFinite(Number(query.get(name))) ? Number(query.get(name)) : null)
  return {
    minScore: Math.min(1, Math.max(0, number('score') ?? 0)),
    shown: query.has('class') ? new Set(query.getAll('class')) : null,
    centre: number('x') !== null && number('y') !== null ? [number('x'), number('y')] : null,
    resolution: number('r'),
    chosen: query.get('detection'),
    regions: query.get('regions'),
  }
}

export function writeAddress({ filter, view, isMoved, chosen, regions }) {
  const query = new URLSearchParams()
  if (filter.minScore > 0) query.set('score', filter.minScore)
  // All hidden is a name that no class has.
  if (filter.hidden.size) for (const name of filter.shown.length ? filter.shown : ['']) query.append('class', name)
  if (isMoved) {
    const [x, y] = view.getCenter()
    const resolution = view.getResolution()
    const digits = Math.max(0, Math.ceil(-Math.log10(resolution)) + 1)
    query.set('x', x.toFixed(digits))
    query.set('y', y.toFixed(digits))
    query.set('r', Number(resolution.toPrecision(4)))
  }
  if (chosen !== null) query.set('detection', chosen)
  if (regions !== null) query.set('regions', regions)
  const text = query.toString()
  // The whole path: a query alone would be taken from the page's base address.
  history.replaceState(history.state, '', text ? `${location.pathname}?${text}` : location.pathname)
}
