// The order in which jest takes the test files: the slow ones first, so that none of them is left to run alone at the
// end. A fresh clone has no measures of its own; by size, which is what jest goes by then, the slowest come late.
const { relative, resolve } = require('node:path')
const { default: Sequencer } = require('@jest/test-sequencer')

const TESTS = resolve(__dirname, '..')

/** Seconds of the processor, measured; they need not be right, only in order. */
const SECONDS = {
  'browser/callsOnTheDesk': 80,
  'browser/managers': 75,
  'integration/local/localMode': 60,
  'browser/wholeStory': 48,
  'integration/email/corpus': 30,
  'integration/desk/routing': 27,
  'integration/service/readiness': 26,
  'integration/allocation/allocationLedger': 25,
  'unit/triage/secondReader/bothReaders': 23,
  'unit/triage/secondReader/ordinaryWords': 20,
  'unit/email/messageReader': 19,
  'unit/triage/secondReader/readAgain': 17,
  'unit/triage/orderOfParagraphs': 16,
}
/** Any other file of a folder, the closest first. */
const SECONDS_OF_FOLDER = [
  ['browser/', 24], ['integration/service/', 16], ['integration/parts/', 12], ['integration/', 10], ['unit/', 1], ['chaos/', 60],
]

function secondsOf({ path }) {
  const name = relative(TESTS, path).replace(/\.test\.ts$/, '')
  return SECONDS[name] ?? SECONDS_OF_FOLDER.find(([folder]) => name.startsWith(folder))?.[1] ?? 0
}

module.exports = class SlowFirst extends Sequencer {
  /** Equal ones as jest has them: what failed last, then by time where it is known, else by size. */
  sort(tests) {
    return super.sort(tests).toSorted((a, b) => secondsOf(b) - secondsOf(a))
  }
}
