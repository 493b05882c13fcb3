/** A sound of so many seconds: 8 kHz, one channel, 16 bits, as Twilio's are; every second of it has its own number in it. */
export function aWav(seconds: number, { seed = 1, announcedLength = seconds * 16_000 } = {}): Buffer {
  const sound = Buffer.alloc(seconds * 16_000)
  for (let at = 0; at < sound.length; at += 2) sound.writeUInt16LE((seed * 7_919 + at * 31) % 65_536, at)
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + sound.length, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(8_000, 24)
  header.writeUInt32LE(16_000, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36)
  header.writeUInt32LE(announcedLength, 40)
  return Buffer.concat([header, sound])
}
