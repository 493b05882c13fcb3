import { letterLayout } from '../../../config/letterLayout'
import { currentSettings } from '../../../src/email/reading/currentSettings'
import { ReadingChild } from '../../../src/email/reading/readingChild'
import { aReadingProcess } from './aReadingProcess'
import { aReading } from './reading'

const unchanged = currentSettings()

test('an answer that comes while its process is killed for being slow does not put the blame on the message behind', async () => {
  const reading = aReading()
  const processes = [
    aReadingProcess({ killed: (child) => child.emit('message', { number: 1, reading }) }),
    aReadingProcess({ asked: (child, { number }) => void child.emit('message', { number, reading }) }),
  ]
  const child = new ReadingChild({ timeLimitMs: 1, idleMs: 1, told: unchanged, start: () => processes.shift()! })
  const question = { bytes: Buffer.alloc(0) }
  expect(await Promise.all([child.ask(question), child.ask(question)])).toEqual(['too_slow', reading])
  await child.close()
})

test('a process that runs is told of another layout before its next question, and of the same one only once', async () => {
  const sent: object[] = []
  const process = aReadingProcess({
    asked: (child, message) => {
      sent.push(message)
      if ('bytes' in message) child.emit('message', { number: message.number, reading: aReading() })
    },
  })
  let layout = letterLayout()
  const child = new ReadingChild({ timeLimitMs: 60_000, idleMs: 60_000, told: currentSettings({ layout: () => layout }), start: () => process })
  const ask = async () => child.ask({ bytes: Buffer.alloc(0) })
  await ask()
  layout = { ...layout, signOffs: ['toodle pip'] }
  await ask()
  await ask()
  expect(sent).toEqual([
    expect.objectContaining({ number: 1 }), { settings: expect.objectContaining({ layout }) }, expect.objectContaining({ number: 2 }), expect.objectContaining({ number: 3 }),
  ])
  await child.close()
})

test('a message sent away from behind a slow one is answered so, and not heard of again when the process comes to it', async () => {
  const told: ((number: number) => void)[] = []
  const process = aReadingProcess({ asked: (child) => void told.push((number) => child.emit('message', { number, reading: aReading() })) })
  const child = new ReadingChild({ timeLimitMs: 60_000, idleMs: 1, told: unchanged, start: () => process })
  const [slow, behind] = [child.ask({ bytes: Buffer.alloc(0) }), child.ask({ bytes: Buffer.alloc(0) })]
  child.sendAwayWaiting()
  expect(await behind).toBe('sent_away')
  told[0]!(1)
  told[0]!(2)
  expect(await slow).toEqual(aReading())
  await new Promise((resolve) => setImmediate(resolve))
  expect(child.load).toBe(0)
  await child.close()
})

test('a message sent away is not asked again of the next process when the slow one had to be ended', async () => {
  const asked: number[][] = [[], []]
  const processes = asked.map((numbers) => aReadingProcess({ asked: (_child, { number }) => void numbers.push(number) }))
  const child = new ReadingChild({ timeLimitMs: 20, idleMs: 1, told: unchanged, start: () => processes.shift()! })
  const [slow] = [child.ask({ bytes: Buffer.alloc(0) }), child.ask({ bytes: Buffer.alloc(0) })]
  child.sendAwayWaiting()
  expect(await slow).toBe('too_slow')
  expect(asked).toEqual([[1, 2], []])
  await child.close()
})
