import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
function errorText(error){return error instanceof Error?error.message:String(error)}function errorStack(error){return error instanceof Error?error.stack??error.message:String(error)}function errorCode(error){return error instanceof Error&&"code"in error&&typeof error.code=="string"?error.code:null}export{errorText,errorStack,errorCode};
