const RATE = 8_000
const HEADER = 44
const PITCH_HZ = 220
const LOUDNESS = 2_000

/** A soft tone of so many seconds, as WAV: 8 kHz, one channel, 16 bits. Nobody spoke, and so nobody is heard. */
export function toneOf(seconds: number): Buffer {
  const second = Buffer.alloc(RATE * 2)
  for (let at = 0; at < RATE; at += 1) second.writeInt16LE(Math.round(LOUDNESS * Math.sin((2 * Math.PI * PITCH_HZ * at) / RATE)), at * 2)
  const sound = Buffer.concat(Array.from({ length: seconds }, () => second))
  return Buffer.concat([header(sound.length), sound])
}

function header(length: number): Buffer {
  const bytes = Buffer.alloc(HEADER)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(HEADER - 8 + length, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(RATE, 24)
  bytes.writeUInt32LE(RATE * 2, 28)
  bytes.writeUInt16LE(2, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36)
  bytes.writeUInt32LE(length, 40)
  return bytes
}
