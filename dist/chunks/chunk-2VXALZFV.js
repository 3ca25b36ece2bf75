import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import{readNamedFile}from"./chunk-46I72N4D.js";async function readPrevious(path,cwd){if(path===null)return null;let text=await readNamedFile("--previous",path,cwd),{readKnownFlaky}=await import("./known-flaky-4ALKHWVT.js");return readKnownFlaky(text,path)}export{readPrevious};
