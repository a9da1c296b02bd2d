import type { Label as LabelEntity } from '../../contract/index.ts'
import type { Dialect } from '../../platform/sql/index.ts'
import type { Db } from '../database/index.ts'
import { wireTime, type Change, type Step, type Users } from '../users/index.ts'
import { insertLabel, removeLabel, selectLabels, updateLabelValue } from './label-store.ts'
import type { Label, Scope } from './label-store.ts'
import { standingOf, type StandingRules } from './level.ts'

export type Labelling = { key: string; value: string; scope: Scope }

export type Labels = {
  /** Sets a label and what follows from it. `false` if there is no such user. */
  set(uid: string, label: Labelling): Promise<boolean>
  /** Adds a label that is not there yet, to at most `max` of its scope. */
  add(uid: string, label: Labelling, max: number): Promise<Label | 'taken' | 'full'>
  /** Removes a label and what followed from it. `false` if there is no such user. */
  remove(uid: string, label: { key: string; scope: Scope }): Promise<boolean>
  /** The same inside a change of the user that is already under way; gives what else has to change. */
  setWithin(step: Step, label: Labelling): Promise<Change>
  removeWithin(step: Step, label: { key: string; scope: Scope }): Promise<Change>
  /** All labels of a user, oldest first. */
  list(userId: number): Promise<Label[]>
  entities(userId: number): Promise<LabelEntity[]>
}

export function createLabels({
  db,
  dialect,
  users,
  clock,
  rules,
}: {
  db: Db
  dialect: Dialect
  users: Users
  clock: () => number
  rules: StandingRules
}): Labels {
  const find = async (step: Step, { key, scope }: { key: string; scope: Scope }) =>
    (await selectLabels(step.tx, step.user.id)).find((label) => label.key === key && label.scope === scope)

  /** Public labels are the user's own words: nothing follows from them. */
  const standing = async (step: Step, scope: Scope): Promise<Change> =>
    scope === 'private' ? standingOf(await selectLabels(step.tx, step.user.id), rules) : {}

  const labels: Labels = {
    async setWithin(step, label) {
      const known = await find(step, label)
      const now = clock()
      if (known) await updateLabelValue(step.tx, known.id, { value: label.value, updatedAt: now })
      else
        await insertLabel(step.tx, dialect, {
          ...label,
          userId: step.user.id,
          createdAt: now,
          updatedAt: now,
        })
      return standing(step, label.scope)
    },
    async removeWithin(step, label) {
      const known = await find(step, label)
      if (known) await removeLabel(step.tx, known.id)
      return standing(step, label.scope)
    },
    async set(uid, label) {
      const work = async (step: Step) => ({ change: await labels.setWithin(step, label), result: true })
      return (await users.change(uid, work)) !== undefined
    },
    async add(uid, label, max) {
      const done = await users.change<Label | 'taken' | 'full'>(uid, async (step) => {
        const own = (await selectLabels(step.tx, step.user.id)).filter(({ scope }) => scope === label.scope)
        if (own.some(({ key }) => key === label.key)) return { result: 'taken' }
        if (own.length >= max) return { result: 'full' }
        const now = clock()
        const whole = { ...label, userId: step.user.id, createdAt: now, updatedAt: now }
        const added = await insertLabel(step.tx, dialect, whole)
        return { change: await standing(step, label.scope), result: added }
      })
      // A user who is gone has no room for labels.
      return done?.result ?? 'full'
    },
    async remove(uid, label) {
      const work = async (step: Step) => ({ change: await labels.removeWithin(step, label), result: true })
      return (await users.change(uid, work)) !== undefined
    },
    list: (userId) => selectLabels(db, userId),
    async entities(userId) {
      return (await labels.list(userId)).map(labelEntity)
    },
  }
  return labels
}

export const labelEntity = (label: Label): LabelEntity => ({
  key: label.key,
  value: label.value,
  scope: label.scope,
  created_at: wireTime(label.createdAt),
  updated_at: wireTime(label.updatedAt),
})
