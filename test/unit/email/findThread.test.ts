import * as fc from 'fast-check'
import { findThread } from '../../../src/email/findThread'
import type { AcknowledgedIntake, Threads } from '../../../src/email/intakePorts'
import { readHeaders } from '../../../src/email/reading/readHeaders'
import { aReading } from './reading'

const ACKS = ['a', 'b', 'c', 'd', 'e', 'f'].map((digit) => `<ack.${digit.repeat(32)}@advice.example>`)
const FORGED = [`<ack.${'0'.repeat(32)}@advice.example>`, `<ack.${'1'.repeat(32)}@elsewhere.example>`]
const SENDER = 'sam.invented@school.example'

/** Enquiries in memory: `firsts[n]` is the first of those that the enquiry behind ACKS[n] belongs with. */
class FakeThreads implements Threads {
  asked = 0
  mostAsked = 0
  constructor(private readonly firsts: readonly string[], private readonly references: Readonly<Record<string, string>> = {}) {}
  async findAcknowledged(ids: readonly string[], from: string | undefined): Promise<readonly AcknowledgedIntake[]> {
    this.asked += 1
    this.mostAsked = Math.max(this.mostAsked, ids.length)
    return ACKS.flatMap((ack, n) => (ids.includes(ack) ? [{ intakeId: `i${n}`, firstId: this.firsts[n] ?? `i${n}`, through: (this.firsts[n] ?? `i${n}`) === `i${n}` ? [] : [`i${n}`], isKnownAddress: from === SENDER }] : []))
  }
  async findByReference(references: readonly string[]) {
    this.asked += 1
    return references.flatMap((reference) => this.references[reference] ?? []).map((id) => ({ intakeId: id, firstId: id }))
  }
}

const replying = (inReplyTo: string, references = '', changes = {}) => {
  const lines = [{ key: 'in-reply-to', line: `In-Reply-To: ${inReplyTo}` }, { key: 'references', line: `References: ${references}` }]
  return aReading({ ...readHeaders(lines), ...changes })
}

describe('what a message belongs with', () => {
  it('is the enquiry whose acknowledgement it answers', async () => {
    expect(await findThread(new FakeThreads(['i0']), replying(ACKS[0]!))).toEqual({ joinedTo: 'i0' })
  })

  it('is the first enquiry, when it answers the acknowledgement of one that was joined, or of both', async () => {
    const threads = new FakeThreads(['i0', 'i0'])
    expect(await findThread(threads, replying(ACKS[1]!))).toEqual({ joinedTo: 'i0', joinedThrough: ['i1'] })
    expect(await findThread(threads, replying(ACKS[1]!, `<1@school.example> ${ACKS[0]} <2@school.example> ${ACKS[1]}`))).toEqual({ joinedTo: 'i0' })
  })

  it('is marked for checking when the reply comes from another address, or from none', async () => {
    const { from: _, ...nobody } = replying(ACKS[0]!)
    const joined = { joinedTo: 'i0', joinedFrom: 'other_address' }
    expect(await findThread(new FakeThreads(['i0']), replying(ACKS[0]!, '', { from: { address: 'kit@school.example', name: '' } }))).toEqual(joined)
    expect(await findThread(new FakeThreads(['i0']), nobody)).toEqual(joined)
  })

  it('is not decided, but suggested, when it answers acknowledgements of several enquiries', async () => {
    expect(await findThread(new FakeThreads(['i0', 'i1']), replying(ACKS[0]!, ACKS[1]))).toEqual({
      suggestions: [{ intakeId: 'i0', why: 'several_threads' }, { intakeId: 'i1', why: 'several_threads' }],
    })
  })

  it.each([
    ['the subject', { subject: 'Re: about 47FT-XJPK' }],
    ['the text', { text: 'Your reference is 47ft xjpk.' }],
    ['the text, over the end of a line', { text: 'reference 47FT-\nXJPK' }],
    ['the text, with a typographic hyphen', { text: 'reference 47FT\u2011XJPK' }],
  ])('is only suggested by a reference in %s', async (_, words) => {
    const threads = new FakeThreads([], { '47FT-XJPK': 'i3' })
    expect(await findThread(threads, aReading(words))).toEqual({ suggestions: [{ intakeId: 'i3', why: 'reference' }] })
  })

  it('is nothing for a reference that no enquiry has, or whose check character is wrong', async () => {
    expect(await findThread(new FakeThreads([]), aReading({ text: '47FT-XJPK' }))).toEqual({})
    const threads = new FakeThreads([])
    expect(await findThread(threads, aReading({ text: '47FT-XJPM and ring 020 7946 0123' }))).toEqual({})
    expect(threads.asked).toBe(0)
  })

  it('does not suggest what it has joined', async () => {
    const threads = new FakeThreads(['i0'], { '47FT-XJPK': 'i0' })
    expect(await findThread(threads, replying(ACKS[0]!, '', { text: '> Your reference is 47FT-XJPK.' }))).toEqual({ joinedTo: 'i0' })
  })

  it('is found in the newest ids of a thread longer than a header is kept', async () => {
    const long = Array.from({ length: 300 }, (_, n) => `<${n}.${'x'.repeat(40)}@school.example>`)
    expect(await findThread(new FakeThreads(['i0']), replying('<0@x.example>', [...long, ACKS[0]].join(' ')))).toEqual({ joinedTo: 'i0' })
  })

  it('costs an ordinary message no query', async () => {
    const threads = new FakeThreads(['i0'])
    await findThread(threads, replying('<1@school.example>', '<0@school.example> <ack.1@advice.example>'))
    expect(threads.asked).toBe(0)
  })

  it('is, whatever the headers say, the one enquiry whose acknowledgement is among their ids, in any order and however often', async () => {
    const rubbish = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom('<a@b>', '<>', '@', '<ack.@x>', ...FORGED, ACKS[0]!.slice(1), ACKS[1]!.replace('ack', 'akc')))
    const id = fc.oneof({ arbitrary: fc.constantFrom(...ACKS), weight: 1 }, { arbitrary: rubbish, weight: 3 })
    const name = fc.constantFrom('in-reply-to', 'references', 'x-references', 'subject')
    const header = fc.record({ key: name, ids: fc.array(id, { maxLength: 8 }), gap: fc.constantFrom(' ', '\r\n ', ',', '\r\n\t') })
    const firsts = fc.array(fc.nat(2), { minLength: ACKS.length, maxLength: ACKS.length })
    await fc.assert(fc.asyncProperty(fc.array(header, { maxLength: 6 }), firsts, async (headers, groups) => {
      const lines = headers.map(({ key, ids, gap }) => ({ key, line: `${key}: ${ids.join(gap)}` }))
      const reading = aReading({ ...readHeaders(lines), subject: '', text: '' })
      // What stands there between blanks and commas, as a reader of the header would see it.
      const written = lines.filter(({ key }) => ['in-reply-to', 'references'].includes(key)).flatMap(({ line }) => line.split(/[\s,]+/))
      const named = new Set(ACKS.flatMap((ack, n) => (written.includes(ack) ? [`first${groups[n]}`] : [])))
      const threads = new FakeThreads(groups.map((group) => `first${group}`))
      const { joinedTo, suggestions = [] } = await findThread(threads, reading)

      expect(joinedTo).toBe(named.size === 1 ? [...named][0] : undefined)
      expect(new Set(suggestions.map(({ intakeId }) => intakeId))).toEqual(named.size > 1 ? named : new Set())
      const shuffled = await findThread(threads, aReading({ ...readHeaders(lines.toReversed()), subject: '', text: '' }))
      expect(shuffled.joinedTo).toBe(joinedTo)
    }), { numRuns: 1_000 })
  })

  it('keeps to its limits, however many ids a header holds', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: 5_000 }), fc.boolean(), async (count, oneLine) => {
      const ids = Array.from({ length: count }, (_, n) => `<ack.${n.toString(16).padStart(32, '0')}@advice.example>`)
      const lines = oneLine ? [{ key: 'references', line: `References: ${ids.join(' ')}` }] : ids.map((id) => ({ key: 'references', line: `References: ${id}` }))
      const reading = readHeaders(lines)
      const threads = new FakeThreads([])
      await findThread(threads, aReading(reading))
      expect(threads.mostAsked).toBeLessThanOrEqual(20)
      expect([reading.headers.length <= 500, reading.references.length <= 100, reading.headers.every(({ value }) => value.length <= 4_000)]).toEqual([true, true, true])
    }), { numRuns: 20 })
  })
})
