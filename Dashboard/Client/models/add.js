// Takes a model in: the .onnx with its weights and card, in one form with a progress bar.
import { make, showFault } from '../dom.js'
import { Problem } from '../http.js'
import { bytes } from '../words.js'

export function start(element, signal) {
  const files = element.querySelector('input[type="file"]')
  const drop = element.querySelector('[data-part="drop"]')
  const state = element.querySelector('[data-part="state"]')
  const hover = (event, on) => {
    event.preventDefault()
    drop.classList.toggle('is-over', on)
  }
  const choose = () => files.files.length && add([...files.files], state, signal)
  files.addEventListener('change', choose)
  for (const name of ['dragenter', 'dragover']) drop.addEventListener(name, event => hover(event, true))
  for (const name of ['dragleave', 'drop']) drop.addEventListener(name, event => hover(event, false))
  drop.addEventListener('drop', event => add([...event.dataTransfer.files], state, signal))
  // They may have been chosen before this code was there.
  choose()
}

async function add(files, state, signal) {
  const total = files.reduce((sum, file) => sum + file.size, 0)
  const bar = make('progress', { max: total, value: 0, 'aria-label': 'Upload of the model' })
  const said = make('p.small.soft', { 'aria-live': 'polite' }, `Sending ${bytes(total)}`)
  state.replaceChildren(said, bar)
  try {
    const model = await post(files, sent => {
      bar.value = Math.min(total, sent)
      said.textContent = sent >= total ? 'Looking at the model' : `${bytes(sent)} of ${bytes(total)}`
    }, signal)
    location.assign(`/models?model=${model.id}`)
  } catch (cause) {
    showFault(state, 'The model was not taken', cause)
  }
}

// fetch tells nothing of an upload's progress.
function post(files, onProgress, signal) {
  return new Promise((done, fail) => {
    const form = new FormData()
    for (const file of files) form.append('files', file, file.name)
    const request = new XMLHttpRequest()
    request.open('POST', '/api/v1/models')
    request.setRequestHeader('accept', 'application/json')
    request.responseType = 'json'
    request.upload.addEventListener('progress', event => onProgress(event.loaded))
    request.addEventListener('load', () => (request.status < 300 ? done(request.response) : fail(new Problem(request.status, request.response ?? {}))))
    request.addEventListener('error', () => fail(new Problem(0, { detail: 'The connection was lost. Try again.' })))
    signal.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}
