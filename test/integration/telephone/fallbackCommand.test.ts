import { fallbackTwiml } from '../../../src/telephone/speech/twiml'
import { runCommand } from '../../support/runCommand'
import { expectGoodTwiml, spoken } from '../../support/twimlGrammar'

const print = async (settings: Record<string, string>, ...options: string[]) => runCommand('fallback', settings, ...options)

describe('the command that prints the fallback', () => {
  it('prints what the application would answer, knowing only its public address', async () => {
    const { code, stdout, stderr } = await print({ PUBLIC_BASE_URL: 'https://advice.example' })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toBe(`${fallbackTwiml('https://advice.example')}\n`)
    expectGoodTwiml(stdout)
    const addresses = [...stdout.matchAll(/(?:action|recordingStatusCallback)="([^"]*)"/g)].map(([, address]) => address)
    expect(addresses).toHaveLength(2)
    for (const address of addresses) expect(address).toMatch(/^https:\/\/advice\.example\/twilio\//)
  })

  it('prints one that needs the application at no point, and what it leads to', async () => {
    const settings = { PUBLIC_BASE_URL: 'https://advice.example' }
    const { stdout } = await print(settings, '--then', 'https://files.example/goodbye.xml')
    expectGoodTwiml(stdout)
    expect(stdout).toContain('action="https://files.example/goodbye.xml" method="GET"')
    const goodbye = await print(settings, '--goodbye')
    expect(spoken(expectGoodTwiml(goodbye.stdout)).join(' ')).toMatch(/We have your message.*dial 9 9 9\. Goodbye/)
    expect(goodbye.stdout).not.toContain('advice.example')
  })

  it('refuses an address that is none', async () => {
    const { code, stdout, stderr } = await print({ PUBLIC_BASE_URL: 'https://advice.example' }, '--then', 'goodbye.xml')
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('--then takes an address that begins with https://')
  })

  it.each([
    ['missing', {}, 'PUBLIC_BASE_URL is missing'],
    ['no origin', { PUBLIC_BASE_URL: 'advice' }, 'PUBLIC_BASE_URL must be an origin'],
  ])('says what it wants when the address is %s, and prints no script', async (_title, settings, complaint) => {
    const { code, stdout, stderr } = await print(settings)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain(complaint)
  })
})
