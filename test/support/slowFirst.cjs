// The order in which jest takes the test files: the slow ones first, so that none of them is left to run alone at the
// end. A fresh clone has no measures of its own; by size, which is what jest goes by then, the slowest come late.
const { relative, resolve } = require('node:path')
const { default: Sequencer } = require('@jest/test-sequencer')

const TESTS = resolve(__dirname, '..')

/** Seconds of the processor, measured; they need not be right, only in order. */
const SECONDS = {
  'integration/local/localMode': 45,
  'unit/triage/secondReader/bothReaders': 30,
  'browser/wholeStory': 27,
  'integration/email/corpus': 23,
  'browser/callsOnTheDesk': 20,
  'unit/triage/secondReader/readAgain': 18,
  'integration/service/brokenRules': 18,
  'integration/service/readiness': 18,
  'browser/managers': 17,
  'unit/triage/secondReader/ordinaryWords': 17,
  'integration/desk/routing': 15,
  'integration/allocation/allocationLedger': 14,
  'integration/email/reconcileMailbox': 14,
  'integration/desk/caseEnding': 13,
  'integration/desk/rereading': 13,
  'integration/email/watchMailbox': 13,
  'unit/email/messageReader': 13,
  'integration/telephone/wakeSomebody': 12,
  'unit/triage/orderOfParagraphs': 10,
}
/** Any other file of a folder, the closest first. */
const SECONDS_OF_FOLDER = [
  ['integration/service/', 10], ['browser/', 8], ['integration/email/', 6], ['integration/telephone/', 5], ['integration/', 4], ['unit/', 1], ['chaos/', 60],
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
