import { PassThrough, Readable } from 'node:stream'
import { runStaffCommand } from '../../../src/access/staffCommand'
import { FakePasswords, FakeStaff } from './fakeStaff'

const now = (): Date => new Date('2026-11-23T10:00:00Z')

function aTerminal() {
  const staff = new FakeStaff()
  const deps = { staff, passwords: new FakePasswords(), now, caseloadLimit: 25, uncoveredWithout: async () => [] }
  const run = async (line: readonly string[], stdin = 'a long password\n'): Promise<{ code: number; out: string }> => {
    const stdout = new PassThrough()
    const code = await runStaffCommand(deps, line, Readable.from([stdin]), stdout)
    return { code, out: String(stdout.read() ?? '') }
  }
  const add = (details: Record<string, string>, stdin?: string) =>
    run(['add', ...Object.entries(details).flatMap(([name, value]) => [`--${name}`, value]), '--password-stdin'], stdin)
  return { staff, run, add }
}

const MONA = { email: 'mona@desk.example', name: 'Mona', role: 'manager' }
const SAM = { email: 'sam@desk.example', name: 'Sam', role: 'social_worker', phone: '07700 900123', manager: 'Mona@desk.example' }

describe('npm run staff', () => {
  it('adds a social worker with a phone and a manager, on the rota', async () => {
    const { staff, add } = aTerminal()
    expect(await add(MONA)).toEqual({ code: 0, out: 'Added Mona <mona@desk.example> as manager.\n' })
    expect(await add(SAM)).toEqual({ code: 0, out: 'Added Sam <sam@desk.example> as social_worker.\n' })
    expect(staff.members.get('sam@desk.example')).toMatchObject({
      phone: '+447700900123', managerId: staff.members.get('mona@desk.example')?.id, onRota: true, caseloadLimit: 25,
      demonstration: false, passwordHash: 'hash of a long password',
    })
    expect(staff.members.get('mona@desk.example')).toMatchObject({ onRota: false })
  })

  it.each([
    ['an unknown role, naming the roles', { ...MONA, role: 'boss' }, 'There is no role "boss". The roles are: duty, social_worker, manager, police_liaison, immigration_officer, reporter, admin.'],
    ['an unknown manager', SAM, 'There is no manager with the address Mona@desk.example. Add the manager first.'],
    ['a bad phone', { ...MONA, phone: '12' }, '"12" is not a telephone number. Write it like +447700900123.'],
    ['a bad address', { ...MONA, email: 'mona' }, '"mona" is not an email address.'],
    ['an empty name', { ...MONA, name: ' ' }, 'Give a name.'],
  ])('refuses %s', async (_what, details, message) => {
    const { staff, add } = aTerminal()
    expect(await add(details)).toEqual({ code: 1, out: `${message}\n` })
    expect(staff.members.size).toBe(0)
  })

  it('refuses a short password, a second account of the same address, and a manager who is none', async () => {
    const { add } = aTerminal()
    expect(await add(MONA, 'eleven char\n')).toEqual({ code: 1, out: 'The password is too short: use at least 12 characters.\n' })
    await add(MONA)
    expect(await add({ ...MONA, email: 'MONA@desk.example' })).toEqual({ code: 1, out: 'There is already an account for mona@desk.example.\n' })
    await add({ email: 'dot@desk.example', name: 'Dot', role: 'duty' })
    expect((await add({ ...SAM, manager: 'dot@desk.example' })).out).toBe('dot@desk.example does not have the role manager.\n')
  })

  it('says when a social worker can be given nothing', async () => {
    const { run, add } = aTerminal()
    await add(MONA)
    await add(SAM)
    expect((await add({ email: 'lone@desk.example', name: 'Lone', role: 'social_worker' })).out).toContain('Without a manager')
    expect(await run(['disable', '--email', 'mona@desk.example'])).toEqual({
      code: 0, out: 'Disabled mona@desk.example.\nSam now has no active manager and can be given no enquiry.\n',
    })
    expect((await run(['disable', '--email', 'mona@desk.example'])).code).toBe(1)
    expect((await run(['disable', '--email', 'who@desk.example'])).out).toBe('There is no account for who@desk.example.\n')
  })

  it('lists everybody, the disabled included, and never a password', async () => {
    const { run, add } = aTerminal()
    expect((await run(['list'])).out).toBe('Nobody has an account.\n')
    await add(MONA)
    await add(SAM)
    await run(['disable', '--email', 'sam@desk.example'])
    const { out } = await run(['list'])
    expect(out).toMatch(/^NAME\s+EMAIL\s+ROLE\s+PHONE\s+MANAGER\s+STATE\nMona\s.*active\nSam\s.*\+447700900123\s+mona@desk.example\s+disabled\n$/)
    expect(out).not.toContain('hash')
  })

  it.each([
    [[]], [['add']], [['disable']], [['dance']], [['list', 'more']], [['add', '--email']], [['list', '--colour']],
    [['add', '--email', 'a@b.example', '--name', 'A', '--role', 'duty', '--password', 'on the command line']],
    [['add', '--email', 'a@b.example', '--name', 'A', '--role', 'duty']],
  ])('shows how it is used for %j', async (line) => {
    const { code, out } = await aTerminal().run(line)
    expect(code).toBe(2)
    expect(out).toContain('Usage:')
  })
})
