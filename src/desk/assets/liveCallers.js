import { listenForChanges } from './changes.js'
import { lookAgain } from './lookAgain.js'

const AT_MOST_EVERY_MS = 300
/** Telephones that ring or come free change no enquiry, so nothing tells of them. */
const LOOK_AGAIN_MS = 10_000

const plural = (count, unit) => `${count} ${unit}${count === 1 ? '' : 's'}`

function lengthWords(seconds) {
  if (seconds < 1) return 'less than a second'
  const minutes = Math.floor(seconds / 60)
  if (minutes === 0) return plural(seconds, 'second')
  return seconds % 60 === 0 ? plural(minutes, 'minute') : `${plural(minutes, 'minute')} ${plural(seconds % 60, 'second')}`
}

/** Shows who holds the line as it is now, and counts on how long they have waited. */
export function keepCallersLive(callers) {
  const said = document.getElementById('live-message')
  /** How far this browser's clock stands from the server's, in milliseconds. */
  let ahead = 0

  const setClock = () => {
    const { now } = callers.firstElementChild.dataset
    ahead = Date.now() - Date.parse(now)
  }

  const count = () => {
    for (const time of callers.querySelectorAll('time[data-since]')) {
      const seconds = Math.max(0, Math.floor((Date.now() - ahead - Date.parse(time.dataset.since)) / 1_000))
      time.textContent = lengthWords(seconds)
    }
  }

  /** What it says, but for what counts on by itself. */
  const gist = (root) => {
    const copy = root.cloneNode(true)
    for (const time of copy.querySelectorAll('time[data-since]')) time.textContent = ''
    return copy.textContent.replace(/\s+/g, ' ')
  }
  const ids = (root) => [...root.querySelectorAll('[data-caller]')].map((row) => row.dataset.caller)

  async function refresh() {
    const response = await fetch(callers.dataset.fragment, { redirect: 'error' })
    if (!response.ok) return
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').body
    // A press that is under way would be lost with its button.
    if (gist(fresh) === gist(callers) || callers.matches(':active')) return
    const before = new Set(ids(callers))
    const arrived = ids(fresh).filter((id) => !before.has(id)).length
    const focused = callers.contains(document.activeElement) ? document.activeElement.id : ''
    callers.replaceChildren(...fresh.childNodes)
    setClock()
    count()
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true })
    if (ids(callers).length === 0) said.textContent = ''
    if (arrived > 0) said.textContent = arrived === 1 ? 'A caller is waiting' : `${arrived} more callers are waiting`
  }

  const soon = lookAgain(async () => {
    if (!document.hidden) await refresh().catch(() => {})
    soon(LOOK_AGAIN_MS)
  }, AT_MOST_EVERY_MS)

  setClock()
  setInterval(count, 1_000)
  listenForChanges(callers.dataset.updates, {
    onChange: () => {
      if (!document.hidden) soon()
    },
    onState: () => {},
  })
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) soon()
  })
  soon(LOOK_AGAIN_MS)
}
