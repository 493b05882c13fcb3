import { resolve } from 'node:path'
import { createLogger } from '../../../src/operations/logger'
import { productFiles } from '../../support/checks/architecture'
import { logKeysOf } from '../../support/checks/logKeys'

function isShown(key: string): boolean {
  let line = ''
  createLogger('web', 'info', { write: (written) => void (line += written) }).info({ [key]: 1 }, 'x')
  return !line.includes('[hidden]')
}

const keysIn = (text: string): string[] => logKeysOf({ path: 'src/x.ts', text }).map(({ key }) => key)

describe('what the service logs', () => {
  it('is shown to operators under every key that the sources name', () => {
    const logged = productFiles(resolve(__dirname, '../../..')).filter(({ path }) => !path.startsWith('src/local/')).flatMap(logKeysOf)
    expect(logged.length).toBeGreaterThan(100)
    expect(logged.filter(({ key }) => !isShown(key))).toEqual([])
  })

  it.each([
    ['in the call', `deps.log.warn({ legId: leg.id, why, err: error }, 'x')`, ['legId', 'why', 'err']],
    ['before it', `const fields = { err: error, failures }\nthis.deps.log.error(fields, 'x')`, ['err', 'failures']],
    ['in one with more', `const more = { a: 1 }\nlog.info({ b: 2, ...more }, 'x')`, ['b', 'a']],
    ['of a child logger', `const child = log.child({ part: 'x' })`, ['part']],
    ['nowhere', `log.info('words alone')`, []],
    ['where it cannot be seen', `log.info(facts(), 'x')`, ['?']],
  ])('is read from the source when it is given %s', (_name, text, keys) => {
    expect(keysIn(text)).toEqual(keys)
  })
})
