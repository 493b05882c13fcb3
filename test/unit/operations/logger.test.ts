import { Writable } from 'node:stream'
import { createLogger } from '../../../src/operations/logger'

function linesOf(write: (log: ReturnType<typeof createLogger>) => void): string {
  let written = ''
  const sink = new Writable({ write: (chunk, _encoding, done) => { written += String(chunk); done() } })
  write(createLogger('web', 'trace', sink))
  return written
}

describe('the log', () => {
  it('lets through what an operator needs', () => {
    const line = JSON.parse(linesOf((log) => log.info({ intakeId: 'abc', channel: 'phone', durationMs: 12 }, 'stored')))
    expect(line).toMatchObject({ process: 'web', intakeId: 'abc', channel: 'phone', durationMs: 12, msg: 'stored' })
  })

  it('hides whatever is logged under a name that is not on the list, at any depth', () => {
    const written = linesOf((log) => {
      log.info({ from: '+447700900123', text: 'Amina is missing', body: { subject: 'Amina' }, email: 'a@b.example' }, 'x')
      log.info({ status: { words: 'Amina is missing' }, intakeId: ['Amina'] }, 'an object under an allowed name')
      log.child({ callerName: 'Amina' }).info('a child logger')
    })
    expect(written).not.toMatch(/Amina|7700900123|a@b/)
  })

  it('hides an address or a telephone number under any name', () => {
    const written = linesOf((log) => log.info({ reason: 'a@b.example', state: '+447700900123', cause: '07700 900123' }, 'x'))
    expect(written).not.toMatch(/a@b|7700/)
  })

  it('tells where an error was thrown and its code, never its words', () => {
    const error = Object.assign(new Error('550 no such user a@b.example: Amina'), { code: 'EENVELOPE', responseCode: 550 })
    const wrapped = new Error('could not tell +447700900123', { cause: error })
    const written = linesOf((log) => log.error({ err: wrapped }, 'failed'))
    expect(written).not.toMatch(/Amina|a@b|7700900123/)
    expect(JSON.parse(written).err).toMatchObject({ type: 'Error', cause: { type: 'Error', code: 'EENVELOPE', responseCode: 550 } })
    expect(JSON.parse(written).err.at[0]).toContain('logger.test.ts')
  })
})
