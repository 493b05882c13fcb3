import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { loadRules } from '../../../src/triage/loadRules'
import { readNote } from '../../../src/triage/notes/readNote'
import { readAgainAsServed } from '../../support/servedReader'

jest.setTimeout(300_000)

const line = z.strictObject({ note: z.string(), kind: z.enum(['calm', 'danger', 'worry']) })
const notes = readFileSync(join(__dirname, '../../fixtures/triage/notes/notes.jsonl'), 'utf8').trim().split('\n').map((one) => line.parse(JSON.parse(one)))
const rules = loadRules()
const readAgain = readAgainAsServed(rules)

/** How each note of a kind raises an enquiry of which nothing is known but that it is about a child. */
async function raisedBy(kind: 'calm' | 'danger'): Promise<readonly string[]> {
  const raised: string[] = []
  for (const { note } of notes.filter((one) => one.kind === kind)) {
    const reading = await readNote(rules, { words: note, at: new Date('2026-11-26T10:00:00Z'), sinceDecision: true, place: 0 }, 'It is about a child.', readAgain)
    raised.push(reading?.priority ?? 'not')
  }
  return raised
}

const share = (raised: readonly string[], ...priorities: readonly string[]): number => raised.filter((one) => priorities.includes(one)).length / raised.length

// One hand wrote 250 notes, the calm ones in words that sound alarming. Floors below what was measured: config/triage/README.md.
test('hardly any note of ordinary work raises what it is about', async () => {
  const raised = await raisedBy('calm')
  expect(share(raised, 'urgent')).toBeLessThanOrEqual(0.05)
  expect(share(raised, 'urgent', 'high')).toBeLessThanOrEqual(0.12)
})

test('notes of danger raise it, nearly all to urgent', async () => {
  const raised = await raisedBy('danger')
  expect(share(raised, 'urgent')).toBeGreaterThanOrEqual(0.84)
  expect(share(raised, 'urgent', 'high')).toBeGreaterThanOrEqual(0.95)
})
