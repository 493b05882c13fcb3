import { initAll } from './govuk-frontend.min.js'
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
