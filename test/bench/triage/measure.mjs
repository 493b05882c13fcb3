// Runs in a process of its own, on the built program, and prints what it measured as JSON:
// `node measure.mjs startUp` the cost of a start-up; `node measure.mjs readings` those of reading each text on the input.
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'

/**
 * Readings of each text before any is measured: what a worker that has read some hundred letters costs. V8 goes on compiling
 * until then; at three readings each, that was more than half of the 95th percentile.
 */
const WARM_UPS = 40
const ROUNDS = 5
const require = createRequire(import.meta.url)
const TRIAGE = join(resolve(import.meta.dirname, '../../..'), 'dist/src/triage')

/** Processor milliseconds of this process: other work on the machine disturbs them less than it does a clock. */
async function costOf(work) {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

const { loadRules } = require(join(TRIAGE, 'loadRules.js'))

const letter = (message) =>
  ({ channel: 'email', receivedAt: new Date('2026-11-24T10:00:00Z'), from: 'Jo <jo@school.example>', subject: 'Worried about a child', text: message })

async function readers() {
  const { readContact } = require(join(TRIAGE, 'readContact.js'))
  const { loadSecondReader, openSecondReader } = require(join(TRIAGE, 'secondReader/loadSecondReader.js'))
  const { readAgainWith } = require(join(TRIAGE, 'secondReader/readAgain.js'))
  const rules = loadRules()
  const alone = (contact) => readContact(rules, contact)
  const together = (reader) => {
    const readAgain = readAgainWith(rules, reader, { error: () => { throw new Error('The second reader failed.') } })
    return (contact) => readAgain(contact, alone(contact))
  }
  return { rules: alone, words: together(loadSecondReader()), both: together(await openSecondReader()) }
}

async function costsOf({ reader, texts }, read) {
  const contacts = texts.map(letter)
  // The language model is compiled already, and takes long.
  const warmUp = reader === 'both' ? read.words : read[reader]
  for (let round = 0; round < WARM_UPS; round += 1) for (const contact of contacts) await warmUp(contact)
  const costs = []
  for (let round = 0; round < ROUNDS; round += 1) for (const contact of contacts) costs.push(await costOf(() => read[reader](contact)))
  return costs
}

async function readings() {
  const read = await readers()
  const costs = []
  for (const task of JSON.parse(await text(process.stdin))) costs.push(await costsOf(task, read))
  return costs
}

console.log(JSON.stringify(await (process.argv[2] === 'startUp' ? costOf(loadRules) : readings())))
