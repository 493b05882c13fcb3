import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { professionalDomains } from '../../../config/professionalDomains'
import { domainBook } from '../sender/domainBook'
import { readAndJudge } from './readAndJudge'

/**
 * What the process is asked; the answer carries the same number. `unreadable` means: only the head, since the whole could
 * not be read for that reason.
 */
const Question = z.object({ number: z.number(), bytes: z.instanceof(Uint8Array), unreadable: z.string().optional() })

// A backlog is read by code that is still being compiled. What is drawn into one function is compiled anew in each, so less of
// that is meant to cost less; the gain is small, and was seen only when messages were read by themselves (some 5 %).
setFlagsFromString('--max-inlined-bytecode-size-cumulative=200')
// Nobody reads where an error came from here, and the parser's streams make several a message.
Error.stackTraceLimit = 0

/** Our mail server's name, when the settings tell it: readingChild.ts. */
const [, , authservId] = process.argv
const standingDeps = { book: domainBook(professionalDomains()), authservId }

let turn: Promise<unknown> = Promise.resolve()

process.on('message', (asked) => {
  const { number, bytes, unreadable } = Question.parse(asked)
  const message = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // One after the other: read together, a short one would be done before the long one that came first. A rejection ends
  // the process, which messageReader.ts takes for an answer.
  turn = turn.then(async () => process.send?.({ number, reading: await readAndJudge(standingDeps, message, unreadable) }))
})

// Whoever asked is gone, killed perhaps: nobody waits for an answer any more.
process.on('disconnect', () => process.exit())

// A message may keep this thread busy for ever, so that it does not hear of that: another one looks.
const LOOK = 'const { workerData } = require("node:worker_threads"); setInterval(() => { if (process.ppid !== workerData) process.kill(process.pid, "SIGKILL") }, 5000)'
new Worker(LOOK, { eval: true, workerData: process.ppid }).unref()
