// The API's answers, and its errors as problem details (RFC 9457) with RedKube's codes.

export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? `The server answered ${status}.`)
    this.status = status
    this.code = body.code ?? null
    this.title = body.title ?? null
  }
}

/** Asks the API; an answer that is no success is thrown as a Problem. */
export async function ask(path, { method = 'GET', json, signal, headers = {} } = {}) {
  let answer
  try {
    answer = await fetch(path, {
      method,
      signal,
      headers: { accept: 'application/json', ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      body: json === undefined ? undefined : JSON.stringify(json),
    })
  } catch (cause) {
    if (cause.name === 'AbortError') throw cause
    throw new Problem(0, { detail: 'The server does not answer. Is it running, and is the network up?' })
  }
  if (!answer.ok) throw new Problem(answer.status, await answer.json().catch(() => ({})))
  return answer.status === 204 ? null : await answer.json()
}
