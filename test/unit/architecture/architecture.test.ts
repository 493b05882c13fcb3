import { resolve } from 'node:path'
import { productFiles, violations } from '../../support/checks/architecture'

describe('the house', () => {
  it('stands as it was drawn: dependencies point inwards, and each client library has one home', () => {
    expect(violations(productFiles(resolve(__dirname, '../../..')))).toEqual([])
  })

  it.each([
    ['a room that knows another room', 'src/desk/x.ts', `import { a } from '../email/a'`],
    ['a room that knows the store', 'src/triage/x.ts', `import type { A } from '../store/a'`],
    ['the domain doing I/O', 'src/domain/x.ts', `import { readFile } from 'node:fs'`],
    ['a store that knows the queues', 'src/store/x.ts', `import { a } from '../queues/a'`],
    ['mongoose outside the store', 'src/email/x.ts', `import mongoose from 'mongoose'`],
    ['bullmq outside the queues and workers', 'src/desk/x.ts', `export { Queue } from 'bullmq'`],
    ['a mail client outside the gateways', 'src/acknowledgement/x.ts', `import { createTransport } from 'nodemailer'`],
    ['express in a use case', 'src/desk/acceptIntake.ts', `import express from 'express'`],
    ['production that loads local mode, even late', 'src/compose/x.ts', `void import('../local/main')`],
    ['the environment read elsewhere', 'src/email/x.ts', `export const url = process.env.IMAP_URL`],
  ])('would notice %s', (_name, path, text) => {
    expect(violations([{ path, text }])).toHaveLength(1)
  })

  it('lets rooms use the domain and their own files', () => {
    const text = `import type { Intake } from '../domain/intake'\nimport { a } from './a'\nimport { z } from 'zod'`
    expect(violations([{ path: 'src/desk/x.ts', text }])).toEqual([])
  })
})
