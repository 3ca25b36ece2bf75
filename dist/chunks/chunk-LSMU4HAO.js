import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
function isLegacy({target}){return target.environment.profile==="legacy"}export{isLegacy};
