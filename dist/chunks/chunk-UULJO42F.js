import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import{readNamedFile}from"./chunk-5RCXGFSF.js";async function readPrevious(path,cwd){if(path===null)return null;let text=await readNamedFile("previous",path,cwd),{readKnownFlaky}=await import("./known-flaky-STLOZRB5.js");return readKnownFlaky(text,path)}export{readPrevious};
