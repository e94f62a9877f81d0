// Bright hues that stand out from imagery and from each other, also for the common colour blindnesses; drawn with a dark casing.
const hues = ['#ffd23f', '#3ec7ff', '#ff5d8f', '#7ee081', '#ff9f45', '#c59bff', '#f4f7a1', '#5eead4', '#ff7b6b', '#e0e6ef']

export const colourOf = index => hues[((index % hues.length) + hues.length) % hues.length]

export const casing = 'rgba(10, 14, 22, 0.75)'
