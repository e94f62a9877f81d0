// Numbers as the pages write them; Components/Parts/Words.cs does the same on the server.
export const count = value => Math.round(value).toString().replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f')

export const counted = (value, one) => `${count(value)} ${one}${value === 1 ? '' : 's'}`

export function bytes(value) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB']
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${unit > 0 && value < 9.95 ? value.toFixed(1) : value.toFixed(0)} ${units[unit]}`
}

export function span(seconds) {
  if (seconds < 10) return `${Math.round(seconds * 10) / 10} s`
  if (seconds < 60) return `${Math.floor(seconds)} s`
  if (seconds < 3600) {
    const [minutes, rest] = [Math.floor(seconds / 60), Math.floor(seconds % 60)]
    return `${minutes} min${minutes < 10 && rest ? ` ${rest} s` : ''}`
  }
  if (seconds < 86400) {
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)]
    return `${hours} h${minutes ? ` ${minutes} min` : ''}`
  }
  const [days, hours] = [Math.floor(seconds / 86400), Math.floor((seconds % 86400) / 3600)]
  return `${days} d${hours ? ` ${hours} h` : ''}`
}
