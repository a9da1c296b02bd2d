import type { Claims } from '../../contract/index.ts'
import { refuse, type Refusal } from '../../platform/http/index.ts'

/** What of the books a role may read or do: the reference's abilities, as far as they concern accounting. */
export type Ability =
  'read_operations' | 'read_revenue' | 'read_adjustments' | 'make_adjustments' | 'run_accounting'

const everyReader: readonly Ability[] = ['read_operations']
const abilities: Record<string, readonly Ability[]> = {
  superadmin: ['read_operations', 'read_revenue', 'read_adjustments', 'make_adjustments', 'run_accounting'],
  admin: ['read_operations', 'read_revenue', 'read_adjustments', 'make_adjustments', 'run_accounting'],
  accountant: ['read_operations', 'read_revenue', 'read_adjustments', 'make_adjustments'],
  reporter: ['read_operations', 'read_revenue'],
  technical: everyReader,
  compliance: everyReader,
  support: everyReader,
}

/** Refuses a caller whose role is not among those that may, before his parameters are looked at. */
export const admitOnly =
  (ability: Ability) =>
  ({ role }: Claims): Refusal | undefined =>
    Object.hasOwn(abilities, role) && abilities[role]!.includes(ability)
      ? undefined
      : refuse(403, 'admin.ability.not_permitted')
