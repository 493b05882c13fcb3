import { type NetworkClock, realTime } from '../../src/local/network/createNetwork'

/** Real time, so many times as fast. */
export const fastTime = (factor: number): NetworkClock => ({
  now: () => realTime.now() * factor,
  wait: async (ms, signal) => realTime.wait(ms / factor, signal),
})
