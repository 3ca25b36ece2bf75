import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
function readRowValues(bytes){let whole=bytes.length-bytes.length%Float32Array.BYTES_PER_ELEMENT;return new Float32Array(new Uint8Array(bytes.subarray(0,whole)).buffer)}function writeRowValues(values){return new Uint8Array(values.buffer,values.byteOffset,values.byteLength)}export{readRowValues,writeRowValues};
