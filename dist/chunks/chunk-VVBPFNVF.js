import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import{mkdirSync,renameSync,rmSync}from"node:fs";import{dirname}from"node:path";function replaceFile(path,write){let draft=`${path}.part`;mkdirSync(dirname(path),{recursive:!0});try{let result=write(draft);return renameSync(draft,path),result}catch(error){throw rmSync(draft,{force:!0}),error}}export{replaceFile};
