import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
function escapeExpression(text){return text.replaceAll(/[\\^$.*+?()[\]{}|]/g,String.raw`\$&`)}export{escapeExpression};
