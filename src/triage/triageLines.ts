import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { type Contact, readContact } from './readContact'
import type { Rules } from './rules/rules'
import { leaveAsRead, type ReadAgain } from './secondReader/readAgain'

const lineSchema = z.object({
  id: z.string(),
  channel: z.enum(['email', 'voicemail', 'callnote']),
  received: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
  from: z.string().optional(),
  subject: z.string().default(''),
  text: z.string(),
})

/** One line of the file as it is read, as one line of JSON. Throws when the line is not a contact. */
export async function triageLine(rules: Rules, line: string, readAgain: ReadAgain = leaveAsRead): Promise<string> {
  const { id, channel, received, from, subject, text } = lineSchema.parse(JSON.parse(line))
  const contact: Contact = { channel, receivedAt: received, subject, text, ...(from !== undefined && { from }) }
  const reading = await readAgain(contact, readContact(rules, contact))
  return JSON.stringify({
    id,
    priority: reading.priority,
    category: reading.category,
    indicators: reading.indicators.map(({ code }) => code),
    signals: Object.fromEntries(Object.keys(reading.signals).map((signal) => [signal, true])),
    nation: reading.nation,
    ...(reading.readsLike && { readsLike: reading.readsLike.hits.map(({ likeness }) => likeness) }),
  })
}

/** What is wrong with a line, without repeating any of it: it may hold a caller's words. */
const problemOf = (error: unknown): string => {
  if (!(error instanceof z.ZodError)) return 'is not JSON'
  return error.issues.map(({ path, message }) => `${path.length > 0 ? path.join('.') : 'the line'}: ${message}`).join('; ')
}

/** Reads a file of contacts, one a line, and prints a reading for each. Answers how many lines were bad. */
export async function triageLines(
  rules: Rules, file: string, print: (line: string) => void, complain: (line: string) => void, readAgain: ReadAgain = leaveAsRead,
): Promise<number> {
  let number = 0
  let bad = 0
  for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    number += 1
    if (line.trim() === '') continue
    try {
      print(await triageLine(rules, line, readAgain))
    } catch (error) {
      bad += 1
      complain(`${file}, line ${number}: ${problemOf(error)}`)
    }
  }
  return bad
}
