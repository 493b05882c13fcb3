import { listenForChanges } from './changes.js'
import { lookAgain } from './lookAgain.js'

const AT_MOST_EVERY_MS = 400
const MINUTE_MS = 60_000

/** Keeps the queue as it is in the database, without taking focus or moving what somebody is reading. */
export function keepQueueLive(queue) {
  const said = document.getElementById('live-message')
  const state = document.getElementById('live-state')
  let waiting = false

  const rowIds = (root) => [...root.querySelectorAll('[data-intake]')].map((row) => row.dataset.intake)
  const hasFocus = () => queue.contains(document.activeElement)

  const say = (message) => {
    said.textContent = message
  }

  async function refresh() {
    if (hasFocus()) {
      if (!waiting) say('The queue has changed. It will be updated when you leave the table.')
      waiting = true
      return
    }
    waiting = false
    const response = await fetch(queue.dataset.fragment, { redirect: 'error' })
    if (response.status === 401) {
      say('You are signed out. Load the page again to sign in.')
      return
    }
    if (!response.ok) return
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
    if (hasFocus()) {
      waiting = true
      return
    }
    const before = new Set(rowIds(queue))
    const arrived = rowIds(fresh).filter((id) => !before.has(id)).length
    const changed = queue.textContent.replace(/\s+/g, ' ') !== fresh.body.textContent.replace(/\s+/g, ' ')
    if (!changed) return
    const { scrollX, scrollY } = window
    queue.replaceChildren(...fresh.body.childNodes)
    window.scrollTo(scrollX, scrollY)
    if (arrived > 0) say(`Queue updated: ${arrived} new ${arrived === 1 ? 'enquiry' : 'enquiries'}`)
  }

  const soon = lookAgain(() => refresh().catch(() => soon(MINUTE_MS)), AT_MOST_EVERY_MS)

  queue.addEventListener('focusout', () => {
    if (waiting) soon()
  })
  setInterval(() => {
    if (!document.hidden && !hasFocus()) soon()
  }, MINUTE_MS)

  listenForChanges(queue.dataset.updates, {
    onChange: () => soon(),
    onState: (now) => {
      state.textContent = {
        live: 'This page updates by itself.',
        waiting: 'Updates have paused. Trying again.',
        ended: 'Updates have stopped. Load the page again.',
      }[now]
    },
  })
}
