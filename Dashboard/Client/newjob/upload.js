// One file on its way by tus: in parts, and from where it was after a cut, a closed laptop or a restart.
import { Upload } from 'tus-js-client'
import { make } from '../dom.js'
import { Problem } from '../http.js'
import { bytes, span } from '../words.js'

const usualPart = 16 * 1024 * 1024

/** Sends a file and shows its progress in a list. `done` gets the upload's id; `dropped` is told when the user gives it up. */
export function send(file, list, { done, dropped, signal, part = usualPart }) {
  const bar = make('progress', { max: file.size || 1, value: 0, 'aria-label': `Upload of ${file.name}` })
  const said = make('span.upload-said', { 'aria-live': 'polite' }, 'starting')
  const pause = make('button.button.button-quiet.button-small', { type: 'button' }, 'Pause')
  const drop = make('button.button.button-quiet.button-small', { type: 'button', 'aria-label': `Remove ${file.name}` }, 'Remove')
  const item = make('li.upload', {}, make('div.upload-line', {}, make('strong.break', {}, file.name), said), bar, make('div.row', {}, pause, drop))
  list.append(item)

  let began = performance.now()
  let from = null
  const upload = new Upload(file, {
    endpoint: '/api/v1/uploads',
    chunkSize: part,
    retryDelays: [0, 500, 1000, 2000, 4000, 8000, 15000, 30000],
    metadata: { filename: file.name, filetype: file.type },
    removeFingerprintOnSuccess: true,
    onShouldRetry: fault => {
      const status = fault.originalResponse?.getStatus() ?? 0
      said.textContent = 'connection lost, trying again'
      return status === 0 || status === 409 || status === 423 || status >= 500
    },
    onProgress: (sent, total) => {
      if (from === null) [from, began] = [sent, performance.now()]
      const pace = (sent - from) / Math.max(0.5, (performance.now() - began) / 1000)
      bar.value = sent
      said.textContent = `${bytes(sent)} of ${bytes(total)}${pace > 0 && sent < total ? ` · ${bytes(pace)}/s · ${span((total - sent) / pace)} left` : ''}`
    },
    onError: fault => {
      item.dataset.state = 'failed'
      const problem = explain(fault)
      said.textContent = `${problem.code ? `${problem.code} ` : ''}${problem.message}`
      pause.textContent = 'Try again'
      isRunning = false
    },
    onSuccess: () => {
      item.dataset.state = 'done'
      bar.value = bar.max
      said.textContent = bytes(file.size)
      pause.remove()
      done(upload.url.split('/').pop())
    },
  })

  let isRunning = true
  const go = () => {
    isRunning = true
    from = null
    delete item.dataset.state
    pause.textContent = 'Pause'
    upload.start()
  }
  const stop = () => {
    isRunning = false
    upload.abort()
    pause.textContent = 'Resume'
    said.textContent = `${said.textContent.split(' · ')[0]} · paused`
  }
  pause.addEventListener('click', () => (isRunning ? stop() : go()))
  drop.addEventListener('click', () => {
    upload.abort(item.dataset.state !== 'done').catch(() => {})
    item.remove()
    dropped()
  })
  signal.addEventListener('abort', () => upload.abort())
  upload.findPreviousUploads().then(earlier => {
    if (earlier.length) {
      upload.resumeFromPreviousUpload(earlier[0])
      said.textContent = 'going on where it was cut'
    }
    go()
  })
}

function explain(fault) {
  const answer = fault.originalResponse
  if (!answer) return new Problem(0, { detail: 'The connection was lost and did not come back. What was sent is kept: try again.' })
  try {
    return new Problem(answer.getStatus(), JSON.parse(answer.getBody()))
  } catch {
    return new Problem(answer.getStatus(), { detail: `The server refused the file (${answer.getStatus()}).` })
  }
}
