import { writeSync } from 'node:fs'
import { connectStore } from '../../src/store/connection'
import { KeyRing } from '../../src/store/keyRing'
import { openSealer } from '../../src/store/openSealer'
import { StoredRawMail } from '../../src/store/rawMail'

/** A process that stores a large message and freezes midway, as one does that is killed, or on a machine that goes to sleep. */
async function main([uri = '', intakeId = '', key = '']: readonly string[]): Promise<void> {
  const connection = await connectStore(uri)
  const sealer = await openSealer(connection, new KeyRing([{ id: 'test', key: Buffer.from(key, 'base64') }]))
  const { sealInPieces } = sealer
  sealer.sealInPieces = (...given) => {
    const { k, pieces } = sealInPieces.apply(sealer, given)
    return { k, pieces: freezing(pieces) }
  }
  const stored = await new StoredRawMail(connection, sealer).save([{ intakeId, bytes: Buffer.alloc(3_000_000, 'Invented words. ') }]).then(() => 'kept', () => 'refused')
  say(stored)
  await connection.close()
}

/** Each piece is asked for once those before it are written. */
function* freezing(pieces: Iterable<Buffer>): Generator<Buffer> {
  let asked = 0
  for (const piece of pieces) {
    asked += 1
    if (asked === 6) {
      say('midway')
      process.kill(process.pid, 'SIGSTOP')
    }
    yield piece
  }
}

const say = (word: string): void => void writeSync(1, `${word}\n`)

void main(process.argv.slice(2))
