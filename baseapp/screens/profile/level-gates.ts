import type { MemberLevels } from '../../api/wire.ts'

export type Gate = { id: 'deposit' | 'trading' | 'withdraw'; name: string; fromLevel: number; open: boolean }

/** What each level opens, and whether a user of `level` may. */
export const gatesOf = (levels: MemberLevels, level: number): Gate[] =>
  (
    [
      ['deposit', 'Deposit'],
      ['trading', 'Trade'],
      ['withdraw', 'Withdraw'],
    ] as const
  ).map(([id, name]) => {
    const fromLevel = levels[id].minimum_level
    return { id, name, fromLevel, open: level >= fromLevel }
  })

/** What brings a user to a level, by the reference's labels. */
const proofs: readonly string[] = [
  '',
  'a confirmed e-mail',
  'a confirmed phone',
  'checked identity documents',
]

/** `Level 1: a confirmed e-mail`. */
export const proofOf = (level: number): string => proofs[level] ?? 'further checks'
