import { initAll } from './govuk-frontend.min.js'
import { addCopyButton } from './copyText.js'
import { keepCallersLive } from './liveCallers.js'
import { watchIntake } from './liveIntake.js'
import { keepQueueLive } from './liveQueue.js'

initAll()

const queue = document.getElementById('queue')
if (queue) keepQueueLive(queue)

const callers = document.getElementById('callers')
if (callers) keepCallersLive(callers)

const intake = document.getElementById('intake')
if (intake) watchIntake(intake)

for (const box of document.querySelectorAll('[data-copy]')) addCopyButton(box)

// What was done is said once: the same page loaded again would say it of something long past.
const here = new URL(location.href)
if (here.searchParams.has('done')) {
  here.searchParams.delete('done')
  history.replaceState(history.state, '', here)
}
