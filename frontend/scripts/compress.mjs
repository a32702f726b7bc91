// Writes name.br (quality 11) and name.gz beside every text file of dist, so that
// no server compresses the same bytes twice. Files that hardly shrink get none.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const TEXT = /\.(js|css|html|svg|json|txt|map|webmanifest)$/;
/** Below this many bytes, headers weigh more than what is won. */
const SMALLEST = 512;

const files = readdirSync("dist", { recursive: true })
  .map((name) => join("dist", name))
  .filter((name) => TEXT.test(name) && statSync(name).isFile() && statSync(name).size >= SMALLEST);

await Promise.all(files.map(compress));
console.log(`compressed ${files.length} files`);

async function compress(name) {
  const bytes = readFileSync(name);
  const brotli = {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  };
  writeFileSync(`${name}.br`, await promisify(brotliCompress)(bytes, brotli));
  writeFileSync(`${name}.gz`, await promisify(gzip)(bytes, { level: 9 }));
}
