import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import type { SenderStandingDeps } from '../sender/senderStanding'
import { domainBook } from '../sender/domainBook'
import { readAndJudge } from './readAndJudge'
import type { LetterSettings, ReadingSettings } from './readingSettings'

// A backlog is read by code that is still being compiled. What is drawn into one function is compiled anew in each, so less of
// that is meant to cost less; the gain is small, and was seen only when messages were read by themselves (some 5 %).
setFlagsFromString('--max-inlined-bytecode-size-cumulative=200')
// Nobody reads where an error came from here, and the parser's streams make several a message.
Error.stackTraceLimit = 0

let deps: (SenderStandingDeps & LetterSettings) | undefined
let turn: Promise<unknown> = Promise.resolve()

process.on('message', (told: unknown) => {
  if (isSettings(told)) {
    const { domains, ...settings } = told.settings
    deps = { ...settings, book: domainBook(domains) }
    return
  }
  // Only readingChild.ts speaks to this process. An error ends it, which messageReader.ts takes for an answer.
  if (!deps || !isQuestion(told)) throw new Error('No question could be made of what was asked.')
  const { number, bytes, unreadable } = told
  const [ready, message] = [deps, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)]
  // One after the other: read together, a short one would be done before the long one that came first. A rejection ends
  // the process likewise.
  turn = turn.then(async () => process.send?.({ number, reading: await readAndJudge(ready, message, unreadable) }))
})

/** Checked by whoever sends it, with what this process does without: readingSettings.ts. */
const isSettings = (told: unknown): told is { readonly settings: ReadingSettings } => typeof told === 'object' && told !== null && 'settings' in told

interface Asked {
  /** The answer carries the same. */
  readonly number: number
  readonly bytes: Uint8Array
  /** Only the head, since the whole could not be read for that reason. */
  readonly unreadable?: string
}

const isQuestion = (told: unknown): told is Asked =>
  typeof told === 'object' && told !== null && 'number' in told && typeof told.number === 'number' && 'bytes' in told && told.bytes instanceof Uint8Array

// Whoever asked is gone, killed perhaps: nobody waits for an answer any more.
process.on('disconnect', () => process.exit())

// A message may keep this thread busy for ever, so that it does not hear of that: another one looks.
const LOOK = 'const { workerData } = require("node:worker_threads"); setInterval(() => { if (process.ppid !== workerData) process.kill(process.pid, "SIGKILL") }, 5000)'
new Worker(LOOK, { eval: true, workerData: process.ppid }).unref()
