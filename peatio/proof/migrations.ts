import { decimalColumn, timeColumn, type Migrations } from '../../platform/sql/index.ts'

/** This room's table in schema `peatio`. */
export const proofMigrations: Migrations = {
  'proof-0001-liability-proofs': {
    async up(db) {
      await db.schema
        .createTable('liability_proofs')
        .addColumn('sequence', 'bigint', (column) => column.notNull())
        .addColumn('asset', 'varchar(32)', (column) => column.notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
        .addColumn('time', 'varchar(32)', (column) => column.notNull())
        .addColumn('sum', decimalColumn, (column) => column.notNull())
        .addColumn('leaves', 'bigint', (column) => column.notNull())
        .addColumn('root', 'varchar(64)', (column) => column.notNull())
        .addColumn('published_at', timeColumn, (column) => column.notNull())
        .addPrimaryKeyConstraint('liability_proofs_key', ['sequence', 'asset'])
        .execute()
      await db.schema
        .createIndex('liability_proofs_of_asset')
        .on('liability_proofs')
        .columns(['asset', 'sequence'])
        .execute()
    },
  },
}
