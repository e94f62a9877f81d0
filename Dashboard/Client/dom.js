/** Makes an element: make('p.hint', { id: 'a' }, 'text', child). Attributes that are functions are listeners; text is never parsed as HTML. */
export function make(what, attributes = {}, ...children) {
  const [tag, ...classes] = what.split('.')
  const node = document.createElement(tag)
  if (classes.length) node.className = classes.join(' ')
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue
    if (typeof value === 'function') node.addEventListener(name, value)
    else node.setAttribute(name, value === true ? '' : value)
  }
  node.append(...children.flat().filter(child => child !== null && child !== undefined))
  return node
}

const svgSpace = 'http://www.w3.org/2000/svg'

/** Makes an SVG element. */
export function draw(tag, attributes = {}, ...children) {
  const node = document.createElementNS(svgSpace, tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  node.append(...children)
  return node
}

/** Shows a Problem in a place for it; null takes it away. */
export function showFault(place, title, fault) {
  place.replaceChildren()
  if (!fault) return
  const words = make('p.break')
  if (fault.code) words.append(make('strong', {}, fault.code), ' ')
  words.append(fault.message)
  place.append(make('div.fault', { role: 'alert' }, make('div', {}, title ? make('p', {}, make('strong', {}, title)) : null, words)))
}

/** Calls the last of many wishes, once they have paused. */
export function calm(milliseconds, action) {
  let timer
  return (...args) => {
    clearTimeout(timer)
    timer = setTimeout(() => action(...args), milliseconds)
  }
}
