/** The software bill of materials of what we ship, as CycloneDX 1.6 JSON: the same for the same lockfile. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';
import { thirdParty } from './third-party.mjs';

export function billOfMaterials() {
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const own = {
    type: 'application',
    'bom-ref': purl(name, version),
    name,
    version,
    purl: purl(name, version),
  };
  return `${JSON.stringify(
    {
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: { component: { ...own, licenses: [{ expression: license }] } },
      components: thirdParty().map(componentOf),
    },
    undefined,
    2,
  )}\n`;
}

function componentOf({ name, version, licence, integrity }) {
  const [algorithm, digest] = integrity?.split('-') ?? [];
  return {
    type: 'library',
    'bom-ref': purl(name, version),
    name,
    version,
    purl: purl(name, version),
    licenses: [{ expression: licence }],
    ...(algorithm === 'sha512' && {
      hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }],
    }),
  };
}

/** The package URL of an npm package; the at sign of a scope is escaped. */
function purl(name, version) {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}
