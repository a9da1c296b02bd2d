import { createLabel, deleteLabel, getLabel, listLabels, updateLabel } from '../../contract/index.ts'
import { refuse } from '../../platform/http/index.ts'
import type { Doors, User } from '../users/index.ts'
import { labelEntity, type Labels } from './labels.ts'
import { canonicalWord, wordFaults } from './words.ts'

/** Public labels are a user's to write; a bound keeps his list, which is read as a whole, short. */
const publicMax = 50

/** `/resource/labels`: a user reads his labels and writes the public ones. */
export function labelRoutes(doors: Doors, labels: Labels): void {
  const find = async (user: User, key: string) => {
    const own = (await labels.list(user.id)).filter((label) => label.key === canonicalWord(key))
    return own.find((label) => label.scope === 'public') ?? own[0]
  }

  doors.user(listLabels, async ({ caller, params }) => {
    const entities = await labels.entities(caller.id)
    return { body: params.ordering === 'asc' ? entities : entities.reverse() }
  })

  doors.user(getLabel, async ({ caller, params }) => {
    const label = await find(caller, params.key)
    return label ? { body: labelEntity(label) } : refuse(404, 'record.not_found')
  })

  doors.user(createLabel, async ({ caller, params }) => {
    const [key, value] = [canonicalWord(params.key), canonicalWord(params.value)]
    const faults = [...wordFaults(key, 'key'), ...wordFaults(value, 'value')]
    if (faults.length > 0) return refuse(422, ...faults)
    const added = await labels.add(caller.uid, { key, value, scope: 'public' }, publicMax)
    if (added === 'taken') return refuse(422, 'key.taken')
    if (added === 'full') return refuse(422, 'resource.labels.limit_reached')
    return { body: labelEntity(added) }
  })

  doors.user(updateLabel, async ({ caller, params }) => {
    const label = await find(caller, params.key)
    if (!label) return refuse(404, 'record.not_found')
    if (label.scope === 'private') return refuse(400, 'resource.labels.private')
    const value = canonicalWord(params.value)
    const faults = wordFaults(value, 'value')
    if (faults.length > 0) return refuse(422, ...faults)
    await labels.set(caller.uid, { key: label.key, value, scope: 'public' })
    const changed = await find(caller, params.key)
    return changed ? { body: labelEntity(changed) } : refuse(404, 'record.not_found')
  })

  doors.user(deleteLabel, async ({ caller, params }) => {
    const label = await find(caller, params.key)
    if (!label) return refuse(404, 'record.not_found')
    if (label.scope === 'private') return refuse(400, 'resource.labels.private')
    await labels.remove(caller.uid, { key: label.key, scope: 'public' })
    return { body: undefined }
  })
}
