import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
async function readBounded(body,mostBytes){let chunks=[],size=0;for await(let chunk of body??[]){if(size+=chunk.length,size>mostBytes)throw new Error(`the answer is larger than ${mostBytes} bytes`);chunks.push(chunk)}return Buffer.concat(chunks)}export{readBounded};
