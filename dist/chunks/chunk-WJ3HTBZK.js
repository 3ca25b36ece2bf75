import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
function roundTime(ms){return Math.round(ms*1e3)/1e3}function clamp(value,least,most){return Math.max(least,Math.min(most,value))}export{roundTime,clamp};
