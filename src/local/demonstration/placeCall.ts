import type { PhoneCall, TelephoneNetwork } from '../network/createNetwork'
import type { CallerStep, DemonstrationCall } from './enquiries'

/** Rings the advice line and does what the script says. @returns the call's SID, once the call is over */
export async function placeCall(network: TelephoneNetwork, to: string, { from, steps }: DemonstrationCall): Promise<string> {
  const call = network.dial({ from, to })
  for (const [at, step] of steps.entries()) {
    if ((await askedTimes(call, at + 1)) === 'over') break
    act(call, step)
  }
  return (await call.done).callSid
}

/** Resolves when the caller is asked for something for the n-th time, or when the call is over. */
async function askedTimes(call: PhoneCall, times: number): Promise<'asked' | 'over'> {
  return new Promise((resolve) => {
    let count = 0
    call.listen((sound) => {
      if (sound.kind === 'ended') resolve('over')
      if (sound.kind === 'asked') count += 1
      if (count === times) resolve('asked')
    })
  })
}

function act(call: PhoneCall, step: CallerStep): void {
  if (step === 'hang_up') call.hangUp()
  else if ('keys' in step) call.press(step.keys)
  else call.speakMessage({ seconds: step.message })
}
