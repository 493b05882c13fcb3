import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { startSmtpSink, type SmtpSink } from '../../../src/local/parts/startSmtpSink'

const send = (sink: SmtpSink, subject: string, socketTimeout = 60_000) =>
  createTransport({ url: sink.url, socketTimeout } as object).sendMail({
    envelope: { from: '', to: 'teacher@school.example' },
    subject,
    text: 'Invented words.',
  })

describe('the mail sink', () => {
  it('keeps what was sent, with the null sender, as it came', async () => {
    const sink = await startSmtpSink()
    await send(sink, 'kept')
    const message = await sink.waitFor(({ raw }) => raw.includes('Subject: kept'))
    expect(message).toMatchObject({ from: '', to: ['teacher@school.example'] })
    await sink.stop()
  })

  it('answers by script: come again, never, and nothing at all', async () => {
    const sink = await startSmtpSink()
    sink.reply('busy', 'refuse', 'withhold')
    await expect(send(sink, 'one')).rejects.toMatchObject({ responseCode: 451 })
    await expect(send(sink, 'two')).rejects.toMatchObject({ responseCode: 550 })
    await expect(send(sink, 'three', 3_000)).rejects.toMatchObject({ code: 'ETIMEDOUT' })
    await send(sink, 'four')
    expect(sink.messages.map(({ raw }) => /Subject: (\w+)/.exec(raw.toString())?.[1])).toEqual(['three', 'four'])
    expect(sink.attempts()).toBe(4)
    await sink.stop()
  })

  it('has its messages again after a restart when it has a folder', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'advice-line-test-'))
    const first = await startSmtpSink({ dir })
    await send(first, 'kept')
    await first.stop()
    const second = await startSmtpSink({ dir })
    expect(second.messages.map(({ raw }) => raw.includes('Subject: kept'))).toEqual([true])
    expect(second.messages).toEqual(first.messages)
    await second.stop()
    await rm(dir, { recursive: true })
  })
})
