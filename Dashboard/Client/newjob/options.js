// Reads the options of a job from the form; what is left empty has its default.
const numbers = new Set(['tileSize', 'regionSize', 'confidence', 'batchSize', 'mergeThreshold', 'height'])
const lists = new Set(['classes', 'bands'])

export function readOptions(form, space) {
  const options = {}
  for (const field of form.querySelectorAll('[data-option]')) {
    const name = field.dataset.option
    if (field.type === 'checkbox') {
      if (field.checked) options[name] = true
      continue
    }
    const text = field.value.trim()
    if (!text) continue
    if (numbers.has(name)) options[name] = Number(text.replace(',', '.'))
    else if (lists.has(name)) options[name] = text.split(',').map(part => part.trim()).filter(Boolean).map(part => (name === 'bands' ? Number(part) : part))
    else if (name === 'area') options[space?.isPixels ? 'areaPixels' : 'area'] = text
    else options[name] = text
  }
  return options
}
