import { createHash, randomBytes } from 'node:crypto'
import type { NewEmailIntake } from '../../../src/email/ports'
import { readPractice } from '../triageScoring'

/** Invented child concerns as they are stored when a message has been taken in. They owe no acknowledgement: that is another path. */
export function enquiries(count: number, receivedAt: Date): NewEmailIntake[] {
  const concerns = readPractice().filter(({ expect }) => expect.category === 'child_concern')
  return Array.from({ length: count }, (_, nth): NewEmailIntake => {
    const { subject = '', text = '' } = concerns[nth % concerns.length] ?? {}
    const id = randomBytes(32).toString('hex')
    return {
      id,
      receivedAt,
      email: {
        sha256: createHash('sha256').update(id).digest('hex'), rawFileId: id, size: text.length, subject, text, parts: [], attachments: [],
        from: { address: `teacher-${nth}@school.example`, name: 'Invented Teacher' },
      },
      acknowledgement: { state: 'not_due', reason: 'no_reply_address', attempts: 0 },
      owedTasks: [],
      thread: {},
    }
  })
}
