/** Listens to server-sent events until the signal; the browser itself connects again after a cut. */
export function listen(address, handlers, signal) {
  const source = new EventSource(address)
  for (const [name, handle] of Object.entries(handlers)) {
    source.addEventListener(name, event => handle(JSON.parse(event.data)))
  }
  const close = () => source.close()
  signal.addEventListener('abort', close)
  return close
}
