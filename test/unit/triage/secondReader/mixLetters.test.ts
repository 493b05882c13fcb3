import type { LabelledMessage } from '../../../../src/triage/secondReader/readerFiles'
import { mixLetters } from '../../../../src/triage/secondReader/train/mixLetters'

const letter = (text: string, changes: Partial<LabelledMessage> = {}): LabelledMessage =>
  ({ channel: 'email', from: '', subject: '', text, priority: 'low', acceptable: [], category: 'training', evidence: {}, tempts: {}, ...changes })

const course = letter('Two dates in March, please. Is there parking for "Missing in Leeds"? The fee is fine.', { subject: 'Dates', evidence: { notUrgent: ['parking for "Missing in Leeds"'] } })
const concern = letter('A boy of 14 has not been seen since Tuesday.', { priority: 'urgent', category: 'child_concern', evidence: { missingNow: ['has not been seen since Tuesday'] } })
const others = Array.from({ length: 3 }, (_, nth) => letter(`Could we have ${nth + 2} leaflets? They went well.`, { category: 'general' }))

describe('letters that tell of a concern in passing', () => {
  it('are about the child, as urgent as what is told, with what both show', () => {
    const [mixed] = mixLetters([course, concern])
    expect(mixed).toMatchObject({
      subject: 'Dates', priority: 'urgent', category: 'child_concern', evidence: { missingNow: ['has not been seen since Tuesday'], notUrgent: ['parking for "Missing in Leeds"'] },
    })
    for (const { text } of [course, concern]) for (const words of text.split(/(?<=[.?]) /)) expect(mixed?.text).toContain(words)
  })

  it('have it at the beginning, the end and between, and take none too often', () => {
    const mixed = mixLetters([...others, course, concern])
    expect(mixed).toHaveLength(2)
    expect(new Set(mixed.map(({ text }) => text.indexOf(concern.text))).size).toBe(2)
  })

  it('are made of one channel, of what is short, and of no concern told beside another', () => {
    const long = letter('She is well, we think. '.repeat(40), { category: 'child_concern' })
    expect(mixLetters([{ ...course, channel: 'voicemail' }, concern, long])).toEqual([])
  })

  it('are left out where a quotation would be torn apart', () => {
    const torn = letter('We read of it. A boy ran off.', { evidence: { notUrgent: ['of it. A boy'] } })
    expect(mixLetters([...Array.from({ length: 2 }, () => torn), concern]).every(({ text }) => text.includes('of it. A boy'))).toBe(true)
  })
})
