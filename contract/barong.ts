// Barong's part of the contract, below `/api/v2/barong`.
export { apiKeyColumns, createApiKey, deleteApiKey, listApiKeys, updateApiKey } from './barong-api-keys.ts'
export {
  confirmEmail,
  identityInfo,
  publicInfo,
  requestConfirmation,
  requestPasswordReset,
  resetPassword,
  signIn,
  signOut,
  signUp,
} from './barong-identity.ts'
export {
  activityTopics,
  changePassword,
  createLabel,
  deleteLabel,
  deleteMe,
  disableTotp,
  enableTotp,
  enrollTotp,
  getLabel,
  getMe,
  listActivity,
  listLabels,
  updateLabel,
  updateMe,
  verifyTotp,
} from './barong-resource.ts'
export type {
  ActivityEntity,
  ActivityResult,
  ApiKeyEntity,
  ApiKeyState,
  BarongConfigs,
  BarongUser,
  BarongVersion,
  Label,
  LabelScope,
  TotpEnrollment,
  UserWithFullInfo,
} from './barong-entities.ts'
