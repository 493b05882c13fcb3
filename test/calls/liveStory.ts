import type { FinishedCall, PhoneCall, TelephoneNetwork } from '../../src/local/network/createNetwork'
import type { Act, Story } from './stories'

/** Rings the number and lives through the story. */
export async function liveStory(network: TelephoneNetwork, to: string, { from, acts, faults }: Story): Promise<FinishedCall> {
  const call = network.dial({ from, to, faults })
  for (const act of acts) {
    if (!(await isAsked(call))) return call.done
    await perform(call, act)
  }
  if (await isAsked(call)) call.hangUp()
  return call.done
}

/** False once the call is over. Somebody who talks to an adviser does so until the adviser hangs up. */
async function isAsked(call: PhoneCall): Promise<boolean> {
  for (;;) {
    const what = await Promise.race([call.ready(), call.over.then(() => 'over' as const)])
    if (what !== 'talking') return what !== 'over'
    await Promise.race([call.over, new Promise<void>((resolve) => {
      const stop = call.listen(({ kind }) => {
        if (kind === 'parted' || kind === 'ended') resolve()
      })
      void call.over.then(stop)
    })])
    await new Promise((resolve) => setImmediate(resolve))
  }
}

async function perform(call: PhoneCall, act: Act): Promise<void> {
  if (act === 'hang_up') call.hangUp()
  else if ('keys' in act) call.press(act.keys)
  else if ('speakSeconds' in act) speak(call, act)
  else await beSilent(call, act.silentSeconds)
}

function speak(call: PhoneCall, { speakSeconds, end }: Extract<Act, { speakSeconds: number }>): void {
  if (call.listensFor === 'message') call.speakMessage({ seconds: speakSeconds, end })
  // Nobody records yet: the caller presses on.
  else call.press('3')
}

async function beSilent(call: PhoneCall, seconds: number): Promise<void> {
  const over = new AbortController()
  void call.over.then(() => over.abort())
  await call.line.clock.wait(seconds * 1000, over.signal)
}
