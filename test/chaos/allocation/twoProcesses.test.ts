import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { deskIntakes } from '../../../src/store/deskIntakes'
import { builtSources } from '../../support/builtSources'
import type { Sent, Turn } from '../../support/escalationProcess'
import { EscalationWorld, threeWays } from '../../support/escalationWorld'
import { freshDatabaseUri } from '../../support/servers/databases'

const uri = freshDatabaseUri()
const KEY = Buffer.alloc(32, 9)
let world: EscalationWorld
const running: ChildProcess[] = []

async function startProcess(): Promise<ChildProcess> {
  const child = fork(join(builtSources(), 'test/support/escalationProcess.js'), [uri, KEY.toString('hex')], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  running.push(child)
  await once(child, 'message')
  return child
}

beforeAll(async () => {
  world = await EscalationWorld.open(uri, KEY)
  world.time = '2026-04-30T09:00:00Z'
  await world.ringing.addWorker({ _id: 'wanda', role: 'social_worker', managerId: 'mona' })
  await world.ringing.addWorker({ _id: 'dot', role: 'duty' })
  await world.ringing.addWorker({ _id: 'mona', role: 'manager', onRota: false })
  await world.ringing.addWorker({ _id: 'ola', role: 'duty', onRota: false, onCall: true })
})
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  await world.close()
})

const sent: string[] = []

/** Everything that falls due until then is given to both processes at once, at the moment at which it does. */
async function passUntil(end: string, processes: readonly ChildProcess[]): Promise<void> {
  for (let next = await world.nextDue(new Date(end)); next; next = await world.nextDue(new Date(end))) {
    if (next.dueAt > world.ringing.time) world.ringing.time = next.dueAt
    const turn: Turn = { time: world.ringing.time.toISOString(), work: [{ step: next.step, id: next.id }] }
    const answers = processes.map(async (child) => (await once(child, 'message')) as [Sent])
    for (const child of processes) child.send(turn)
    for (const [one] of await Promise.all(answers)) sent.push(...one)
    await world.nobodyAnswers()
  }
  world.time = end
}

describe('a week with a bank holiday, two worker processes of which one is killed and started again', () => {
  it('tells each rung once, of a message that waits, of an urgent one and of an overdue call-back', async () => {
    let processes = [await startProcess(), await startProcess()]
    const accept = async (id: string, by: string) => deskIntakes(world.ringing.connection, world.ringing.sealer).accept(id, { by, byName: by, at: world.ringing.time })
    const callback = await world.askForCallback('standard')
    await world.allocate(callback, 'wanda', 'mona')
    await accept(callback, 'wanda')
    await passUntil('2026-04-30T10:25:00Z', processes)
    await world.change(callback, { $set: { 'callbackEscalation.taken': { staffId: 'dot', name: 'Dot', at: world.ringing.time } } })
    expect(await world.callbackDiary(callback)).toEqual([
      ...threeWays('Thu 11:00:05', 'wanda'), 'Thu 11:00:05 mona: mail', ...threeWays('Thu 11:10:05', 'dot'), ...threeWays('Thu 11:20:05', 'mona'),
    ])

    processes[0]!.kill('SIGKILL')
    processes = [processes[1]!, await startProcess()]
    await world.ringing.connection.collection('tasks').updateMany({ intakeId: callback }, { $set: { state: 'done' } })
    world.time = '2026-05-01T14:00:00Z'
    const standard = await world.write('standard')
    await world.allocate(standard, 'wanda', 'mona')
    await passUntil('2026-05-02T22:00:00Z', processes)
    const urgent = await world.write('urgent')
    await passUntil('2026-05-02T22:08:00Z', processes)
    expect((await world.diary(urgent)).filter((line) => line.endsWith('call'))).toEqual(['Sat 23:00:30 ola: call', 'Sat 23:03:30 dot: call'])
    await accept(urgent, 'ola')
    await passUntil('2026-05-07T15:00:00Z', processes)
    expect(await world.diary(standard)).toEqual([
      'Tue 12:00:00 wanda: mail', 'Tue 15:00:00 mona: mail', 'Tue 15:00:00 wanda: mail', 'Wed 15:00:00 mona: mail', 'Wed 15:00:00 wanda: mail',
      'Thu 15:00:00 mona: mail', 'Thu 15:00:00 wanda: mail',
    ])
    // What is written down is what went out: nobody was told twice, or not at all.
    const told = [...await world.callbackDiary(callback), ...await world.diary(urgent), ...await world.diary(standard)]
    for (const way of ['mail', 'text', 'call']) {
      expect([way, sent.filter((one) => one.startsWith(way)).length]).toEqual([way, told.filter((line) => line.endsWith(way)).length])
    }
  })
})
