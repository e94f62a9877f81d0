// The panel beside the map: least score with a histogram, classes with their counts.
import { draw, make } from '../dom.js'
import { count } from '../words.js'
import { colourOf } from './colours.js'

const bins = 50
const height = 44

export class Filter {
  /** @param {(filter: {minScore: number, hidden: Set<number>}) => void} changed Called with every change the user makes. */
  constructor(place, classes, initial, changed) {
    this.classes = classes
    this.minScore = initial.minScore
    this.hidden = new Set(classes.map((_, index) => index).filter(index => initial.shown && !initial.shown.has(classes[index])))
    this.changed = changed
    this.total = make('strong', {}, '…')
    this.kind = make('span.faint.small', {}, '')
    this.bars = draw('svg', { class: 'histogram', viewBox: `0 0 ${bins * 6} ${height}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' })
    this.slider = make('input', { type: 'range', id: 'least-score', min: 0, max: 100, step: 1, value: Math.round(this.minScore * 100), input: () => this.slide() })
    this.said = make('output', { for: 'least-score' })
    this.list = make('ul.classes')
    this.some = make('button.button.button-quiet.button-small', { type: 'button', click: () => this.toggleAll() })
    place.replaceChildren(
      make('div.filter-head', {}, make('h2', {}, 'Detections'), make('p', { 'aria-live': 'polite' }, this.total, ' ', this.kind)),
      make('div.filter-score', {}, make('div.filter-line', {}, make('label', { for: 'least-score' }, 'Score at least'), this.said), this.bars, this.slider),
      make('fieldset.filter-classes', {}, make('legend', {}, 'Classes'), this.some, this.list))
    this.rows = classes.map((name, index) => this.row(name, index))
    this.sort(classes.map(() => 0))
    this.say()
  }

  get value() {
    const shown = this.classes.filter((_, index) => !this.hidden.has(index))
    return { minScore: this.minScore, hidden: this.hidden, shown }
  }

  /** The filter as the API's query; all classes hidden is a name that no class has. */
  get query() {
    const query = new URLSearchParams()
    if (this.minScore > 0) query.set('minScore', this.minScore)
    if (this.hidden.size) for (const name of this.hidden.size === this.classes.length ? [''] : this.value.shown) query.append('class', name)
    return query
  }

  /** Shows the API's summary. */
  show(summary) {
    this.total.textContent = count(summary.total)
    this.kind.textContent = summary.isMerged ? 'shown' : 'shown so far, before tiles are joined'
    const most = Math.max(1, ...summary.histogram)
    this.bars.replaceChildren(...summary.histogram.map((number, index) => {
      const size = number === 0 ? 0 : Math.max(2, height * Math.sqrt(number / most))
      return draw('rect', { x: index * 6 + 0.5, y: height - size, width: 5, height: size, class: (index + 1) / bins <= this.minScore ? 'out' : 'in' })
    }))
    const counts = this.classes.map(() => 0)
    for (const one of summary.classes) counts[one.index] = one.count
    counts.forEach((number, index) => { this.rows[index].number.textContent = count(number) })
    this.sort(counts)
  }

  row(name, index) {
    const box = make('input', { type: 'checkbox', checked: !this.hidden.has(index), change: () => this.toggle(index, box.checked) })
    const swatch = make('span.swatch', { 'aria-hidden': 'true' })
    swatch.style.setProperty('--colour', colourOf(index))
    const number = make('span.number', {}, '0')
    const only = make('button.only', { type: 'button', title: `Only ${name}`, 'aria-label': `Show only ${name}`, click: () => this.showOnly(index) }, 'only')
    const item = make('li', {}, make('label.check', {}, box, swatch, make('span.name.break', {}, name)), only, number)
    return { item, box, number, index }
  }

  // Those with most detections first; focus stays where it is because nodes only move when their order changes.
  sort(counts) {
    const order = this.rows.toSorted((a, b) => counts[b.index] - counts[a.index] || a.index - b.index)
    const key = order.map(row => row.index).join()
    if (key === this.order || (this.order && this.list.contains(document.activeElement))) return
    this.order = key
    this.list.replaceChildren(...order.map(row => row.item))
  }

  slide() {
    this.minScore = this.slider.valueAsNumber / 100
    this.say()
    this.changed(this.value)
  }

  toggle(index, on) {
    if (on) this.hidden.delete(index)
    else this.hidden.add(index)
    this.say()
    this.changed(this.value)
  }

  showOnly(index) {
    this.hidden = new Set(this.classes.map((_, other) => other).filter(other => other !== index))
    this.say()
    this.changed(this.value)
  }

  toggleAll() {
    this.hidden = this.hidden.size ? new Set() : new Set(this.classes.map((_, index) => index))
    this.say()
    this.changed(this.value)
  }

  say() {
    this.said.textContent = this.minScore.toFixed(2)
    this.slider.setAttribute('aria-valuetext', this.minScore.toFixed(2))
    for (const row of this.rows) row.box.checked = !this.hidden.has(row.index)
    this.some.textContent = this.hidden.size ? 'Show all' : 'Hide all'
    for (const [index, bar] of [...this.bars.children].entries()) bar.setAttribute('class', (index + 1) / bins <= this.minScore ? 'out' : 'in')
  }
}
