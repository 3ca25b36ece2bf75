import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
function hashText(text){let hash=2166136261;for(let at=0;at<text.length;at+=1)hash=Math.imul(hash^text.charCodeAt(at),16777619);return hash>>>0}function spreadBits(value){let bits=value;return bits=Math.imul(bits^bits>>>16,2246822507),bits=Math.imul(bits^bits>>>13,3266489909),bits^bits>>>16}export{hashText,spreadBits};
