import { EscalationWorld, type TellingStep } from './escalationWorld'

/** What a parent asks of one worker process: at this moment, all of this work. */
export interface Turn {
  readonly time: string
  readonly work: readonly { readonly step: TellingStep; readonly id: string }[]
}

/** Everything that this process sent or rang in a turn: the way, and to whom. */
export type Sent = readonly string[]

/** A worker process of its own on a store that others work on too; its clock is the parent's. */
async function work([uri = '', key = '']: readonly string[]): Promise<void> {
  const world = await EscalationWorld.open(uri, Buffer.from(key, 'hex'))
  const { provider } = world.ringing
  process.on('message', ({ time, work: items }: Turn) => {
    void (async () => {
      world.time = time
      const before = [world.mails.length, provider.texts.length, provider.rung.length]
      await Promise.all(items.map(async ({ step, id }) => world[step](id)))
      const sent: Sent = [
        ...world.mails.slice(before[0]).map(({ to }) => `mail ${to}`), ...provider.texts.slice(before[1]).map(({ to }) => `text ${to}`),
        ...provider.rung.slice(before[2]).map(({ to }) => `call ${to}`),
      ]
      process.send?.(sent)
    })()
  })
  process.on('disconnect', () => process.exit(0))
  process.send?.('ready')
}

void work(process.argv.slice(2))
