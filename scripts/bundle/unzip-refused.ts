/**
 * Stands in for `unzip-stream` in the bundle. We read archives ourselves, bounded and checked; the artifact client must
 * never unpack one (and a package below unzip-stream names no licence).
 */
function refuse(): never {
  throw new Error('the artifact client must not unpack archives: skipDecompress was not set');
}

export default { Extract: refuse, Parse: refuse };
