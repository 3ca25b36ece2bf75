import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
function mixBits(...parts){let bits=0;for(let part of parts)bits=finalise(bits^part>>>0),bits=finalise(bits^Math.floor(part/2**32)>>>0^2654435769);return bits>>>0}function finalise(value){let bits=value;return bits=Math.imul(bits^bits>>>16,2246822507),bits=Math.imul(bits^bits>>>13,3266489909),bits^bits>>>16}function drawNumbers(seed){let state=mixBits(seed)||1;return()=>(state^=state<<13,state^=state>>>17,state^=state<<5,(state>>>0)/2**32)}export{mixBits,drawNumbers};
