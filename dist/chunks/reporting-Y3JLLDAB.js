import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import{judgeRuns,reportResult}from"./chunk-SB6TSEI4.js";import"./chunk-KSHOKDB7.js";import{deliverReport}from"./chunk-PGPZTYYO.js";import"./chunk-YK55WXUV.js";import"./chunk-VLBZ2WV2.js";import"./chunk-UGGZP2UO.js";import"./chunk-5J72RVOU.js";import"./chunk-LF7XIOTB.js";import"./chunk-6HIHA2HL.js";import"./chunk-ISQKZLQM.js";import"./chunk-QMMRSE52.js";export{deliverReport,judgeRuns,reportResult};
