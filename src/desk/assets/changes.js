/** One connection for each address, told on to all who listen to it: browsers allow few to one host. */
const listening = new Map()

/**
 * Listens for changes while the page is in view; a hidden page holds no connection.
 * `onChange` gets the ids of the enquiries that changed; null after a gap, when anything may have.
 */
export function listenForChanges(url, listener) {
  const listeners = listening.get(url)
  if (listeners) listeners.push(listener)
  else connect(url, [listener])
}

function connect(url, listeners) {
  listening.set(url, listeners)
  let source
  const changed = (ids) => listeners.forEach(({ onChange }) => onChange(ids))
  const standing = (state) => listeners.forEach(({ onState }) => onState(state))

  const open = () => {
    source = new EventSource(url)
    source.addEventListener('open', () => {
      standing('live')
      changed(null)
    })
    source.addEventListener('changed', (event) => changed(JSON.parse(event.data)))
    source.addEventListener('error', () => standing(source.readyState === EventSource.CLOSED ? 'ended' : 'waiting'))
  }

  const close = () => source?.close()

  document.addEventListener('visibilitychange', () => {
    close()
    if (!document.hidden) open()
  })
  window.addEventListener('pagehide', close)
  if (!document.hidden) open()
}
