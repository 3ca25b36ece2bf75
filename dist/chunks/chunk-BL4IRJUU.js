import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import{stripAnsi}from"./chunk-PXKJCRFE.js";var FORBIDDEN=/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g,NEEDS_CARE=/[^ !#-%'-;=?-~]/,REFERENCES=new Map([["&","&amp;"],["<","&lt;"],[">","&gt;"],['"',"&quot;"],["'","&apos;"],["	","&#9;"],[`
`,"&#10;"]]);function cleanXml(text){return stripAnsi(text).replaceAll(/\r\n?/g,`
`).replaceAll(FORBIDDEN,"\uFFFD").toWellFormed()}function escapeAttribute(text){return NEEDS_CARE.test(text)?cleanXml(text).replaceAll(/[&<>"'\t\n]/g,char=>REFERENCES.get(char)??char):stripAnsi(text)}function escapeText(text){return NEEDS_CARE.test(text)?cleanXml(text).replaceAll(/[&<>]/g,char=>REFERENCES.get(char)??char):stripAnsi(text)}export{escapeAttribute,escapeText};
