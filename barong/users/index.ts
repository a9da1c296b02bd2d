// Users: who has a login, and the one way in which a user changes. It knows no credential beyond a digest.
export { createDoors } from './doors.ts'
export type { Doors } from './doors.ts'
export { pageHeaders } from './page-headers.ts'
export { userEntity, wireTime } from './user-entity.ts'
export { isAdmitted } from './user.ts'
export type { User } from './user.ts'
export { createUsers } from './users.ts'
export type { Change, Step, Users } from './users.ts'
