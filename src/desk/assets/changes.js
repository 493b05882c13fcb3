/**
 * Listens for changes while the page is in view. A hidden page holds no connection: browsers allow few to one host.
 * `onChange` gets the ids of the enquiries that changed; null after a gap, when anything may have.
 */
export function listenForChanges(url, { onChange, onState }) {
  let source

  const open = () => {
    source = new EventSource(url)
    source.addEventListener('open', () => {
      onState('live')
      onChange(null)
    })
    source.addEventListener('changed', (event) => onChange(JSON.parse(event.data)))
    source.addEventListener('error', () => onState(source.readyState === EventSource.CLOSED ? 'ended' : 'waiting'))
  }

  const close = () => source?.close()

  document.addEventListener('visibilitychange', () => {
    close()
    if (!document.hidden) open()
  })
  window.addEventListener('pagehide', close)
  if (!document.hidden) open()
}
